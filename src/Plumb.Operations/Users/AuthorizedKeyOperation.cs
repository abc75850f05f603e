using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Packages;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Users;

/// <summary>Lets keys of SSH log in as a user, or no longer.</summary>
internal sealed class AuthorizedKeyOperation : IOperation
{
    public OperationSpec Spec { get; } = new("authorized_key", "Adds or removes an SSH authorized key")
    {
        Collection = "ansible.posix",
        Arguments =
        [
            new("user", ArgumentType.Text, "The user to log in as") { Required = true },
            new("key", ArgumentType.Text, "Keys, one a line, or the address of such") { Required = true },
            new("path", ArgumentType.Path, "Another file than the user's usual one"),
            new("manage_dir", ArgumentType.Boolean, "Make the folder and see to its owner and mode") { Default = true },
            new("state", ArgumentType.Text, "Whether the keys are to be there") { Default = "present", Choices = ["absent", "present"] },
            new("key_options", ArgumentType.Text, "Options before the key"),
            new("exclusive", ArgumentType.Boolean, "Remove all other keys") { Default = false },
            new("comment", ArgumentType.Text, "A comment instead of the key's own"),
            new("validate_certs", ArgumentType.Boolean, "Check the certificate of an address") { Default = true },
            new("follow", ArgumentType.Boolean, "Follow a link instead of replacing it") { Default = false },
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var (arguments, files) = (context.Arguments, context.Host.Files);
        var text = await KeyTextAsync(context, cancellation);
        var account = await new AccountDatabase(new HostTools(context.Host)).UserAsync(arguments.RequiredText("user"), localOnly: false, cancellation);
        var path = Path(context, account);
        var existing = files.ReadTextOrNull(path) ?? "";
        var keys = AuthorizedKeys.Parse(existing);
        var changed = Apply(arguments, keys, [.. text.ReplaceLineEndings("\n").Split('\n').Where(l => l.Length > 0 && l[0] != '#')]);

        var values = new MapBuilder(arguments) { { "keyfile", path } };
        if (!changed) return new OperationResult { Values = values.Build() };
        var target = arguments.Flag("follow") && files.IsLink(path) ? LinkTarget(files, path) : path;
        if (account is not null && !context.Host.IsPlanned) Write(context, target, account, keys.Render());
        return new OperationResult
        {
            Changed = true,
            Values = values.Build(),
            Diffs = context.Request.Diff ? [new ContentDiff(existing, keys.Render()) { BeforeHeader = path, AfterHeader = target }] : [],
        };
    }

    private static async ValueTask<string> KeyTextAsync(OperationContext context, CancellationToken cancellation)
    {
        var key = context.Arguments.RequiredText("key");
        if (!key.StartsWith("http", StringComparison.Ordinal)) return key;
        try
        {
            using var reader = new StreamReader(await PackageDownload.ReadAsync(context, key, cancellation));
            return await reader.ReadToEndAsync(cancellation);
        }
        catch (OperationException)
        {
            throw new OperationException($"Error getting key from: {key}");
        }
    }

    private static string Path(OperationContext context, UserAccount? account)
    {
        var (user, path) = (context.Arguments.RequiredText("user"), context.Arguments.Text("path"));
        if (context.Host.IsPlanned && path is not null) return path;
        if (account is null && context.Host.IsPlanned) throw new OperationException("Either user must exist or you must provide full path to key file in check mode");
        if (account is null) throw new OperationException($"Failed to lookup user {user}: \"getpwnam(): name not found: '{user}'\"");
        return path ?? $"{account.Home.TrimEnd('/')}/.ssh/authorized_keys";
    }

    private static bool Apply(MapData arguments, AuthorizedKeys keys, IReadOnlyList<string> lines)
    {
        var changed = false;
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var key = AuthorizedKey.Parse(line) ?? throw new OperationException($"invalid key specified: {line}");
            if (arguments.Text("key_options") is { } options) key = key with { Options = AuthorizedKey.ParseOptions(options) };
            if (arguments.Text("comment") is { } comment) key = key with { Comment = comment };
            wanted.Add(key.Identity);
            changed |= arguments.Text("state") == "absent" ? keys.Remove(key) : keys.Add(key);
        }
        if (arguments.Text("state") == "present" && arguments.Flag("exclusive")) changed |= keys.KeepOnly(wanted);
        return changed;
    }

    private static void Write(OperationContext context, string path, UserAccount account, string text)
    {
        var files = context.Host.Files;
        var folder = path[..path.LastIndexOf('/')];
        if (context.Arguments.Flag("manage_dir"))
        {
            if (!files.Exists(folder)) files.CreateDirectory(folder, 0x1C0);
            files.SetOwner(folder, account.UserId, account.GroupId, follow: true);
            files.SetMode(folder, 0x1C0);
        }
        MakeParents(files, folder);
        files.WriteText(path, text, new FilePlacement(0x180, account.UserId, account.GroupId));
    }

    private static void MakeParents(IHostFiles files, string folder)
    {
        if (folder.Length == 0 || files.Exists(folder)) return;
        MakeParents(files, folder[..folder.LastIndexOf('/')]);
        files.CreateDirectory(folder, 0x1ED);
    }

    private static string LinkTarget(IHostFiles files, string path)
    {
        var target = files.ReadLink(path);
        return target.StartsWith('/') ? target : $"{path[..path.LastIndexOf('/')]}/{target}";
    }
}

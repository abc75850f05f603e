using Plumb.Operations.Data;
using Plumb.Operations.Files.Shared;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Packages.Apt;

namespace Plumb.Operations.Packages.Repositories;

/// <summary>Adds sources of packages in the style of fields, with the key that signs them, and removes them.</summary>
internal sealed class Deb822RepositoryOperation : IOperation
{
    private const string Folder = "/etc/apt/sources.list.d";
    private const string Keyrings = "/etc/apt/keyrings";

    // In the order in which they are written.
    private static readonly string[] Fields =
    [
        "allow_downgrade_to_insecure", "allow_insecure", "allow_weak", "architectures", "by_hash", "check_date", "check_valid_until", "components", "date_max_future",
        "enabled", "inrelease_path", "languages", "name", "pdiffs", "signed_by", "suites", "targets", "trusted", "types", "uris",
    ];

    public OperationSpec Spec { get; } = new("deb822_repository", "Add and remove deb822 formatted repositories")
    {
        Arguments =
        [
            new("name", ArgumentType.Text, "The repository's name and that of its file") { Required = true },
            new("state", ArgumentType.Text, "Whether the repository is to be there") { Default = "present", Choices = ["absent", "present"] },
            new("mode", ArgumentType.Raw, "The permissions of the file") { Default = "0644" },
            new("types", ArgumentType.List, "Packages, their sources, or both") { Elements = ArgumentType.Text, Default = (string[])["deb"], Choices = ["deb", "deb-src"] },
            new("uris", ArgumentType.List, "Addresses") { Elements = ArgumentType.Text },
            new("suites", ArgumentType.List, "Suites, or exact paths that end in a slash") { Elements = ArgumentType.Text },
            new("components", ArgumentType.List, "Components of the suites") { Elements = ArgumentType.Text },
            new("architectures", ArgumentType.List, "Architectures to fetch") { Elements = ArgumentType.Text },
            new("languages", ArgumentType.List, "Languages of descriptions to fetch") { Elements = ArgumentType.Text },
            new("targets", ArgumentType.List, "Kinds of files to fetch") { Elements = ArgumentType.Text },
            new("signed_by", ArgumentType.Text, "The key: its address, its text, a keyring or a fingerprint"),
            new("enabled", ArgumentType.Boolean, "Whether apt uses the repository"),
            new("trusted", ArgumentType.Boolean, "Take the repository as signed"),
            new("by_hash", ArgumentType.Boolean, "Fetch lists by their hash"),
            new("pdiffs", ArgumentType.Boolean, "Fetch differences of lists"),
            new("check_date", ArgumentType.Boolean, "Check the date of the release"),
            new("check_valid_until", ArgumentType.Boolean, "Refuse lists that are too old"),
            new("date_max_future", ArgumentType.Integer, "Seconds by which a release may be ahead"),
            new("inrelease_path", ArgumentType.Text, "The path of the release file"),
            new("allow_insecure", ArgumentType.Boolean, "Take repositories that are not signed"),
            new("allow_weak", ArgumentType.Boolean, "Take repositories with weak signatures"),
            new("allow_downgrade_to_insecure", ArgumentType.Boolean, "Take lists that are no longer signed"),
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var (arguments, files) = (context.Arguments, context.Host.Files);
        var slug = Slug(arguments.RequiredText("name"));
        var path = $"{Folder}/{slug}.sources";
        var existing = files.ReadTextOrNull(path);
        if (arguments.Text("state") == "absent") return Remove(context, slug, path, existing);

        var (signedBy, keyring, keyChanged) = await SignedByAsync(context, slug, cancellation);
        var text = Render(arguments, signedBy);
        var changed = keyChanged || existing != text;
        if (existing != text) files.WriteText(path, text, new FilePlacement(files.Exists(path) ? null : 0x1A4));
        changed = new FileSettingsWriter(context).SetMode(path, arguments["mode"], changed, diff: null);
        return new OperationResult
        {
            Changed = changed,
            Values = new MapBuilder { { "repo", text }, { "dest", path }, { "key_filename", keyring } }.Build(),
            Diffs = existing == text || !context.Request.Diff ? [] : [new ContentDiff(existing ?? "", text) { BeforeHeader = path, AfterHeader = path }],
        };
    }

    private static OperationResult Remove(OperationContext context, string slug, string path, string? existing)
    {
        var files = context.Host.Files;
        string[] keys = [$"{Keyrings}/{slug}.gpg", $"{Keyrings}/{slug}.asc"];
        var present = keys.Prepend(path).Where(p => files.Exists(p)).ToList();
        foreach (var file in present) files.Remove(file);
        return new OperationResult
        {
            Changed = present.Count > 0,
            Values = new MapBuilder { { "repo", DataValue.Null }, { "dest", path }, { "key_filename", present.Find(p => p != path) } }.Build(),
            Diffs = existing is null || !context.Request.Diff ? [] : [new ContentDiff(existing, "") { BeforeHeader = path, AfterHeader = path }],
        };
    }

    /// <summary>What the field of the key says, which is the keyring that an address is fetched into, or what was given.</summary>
    private static async ValueTask<(string? Value, string? Keyring, bool Changed)> SignedByAsync(OperationContext context, string slug, CancellationToken cancellation)
    {
        var (given, files) = (context.Arguments.Text("signed_by"), context.Host.Files);
        if (given is null || !given.Contains("://", StringComparison.Ordinal)) return (given, null, false);
        using var content = await PackageDownload.ReadAsync(context, given, cancellation);
        var bytes = content.ToArray();
        var isArmored = bytes.AsSpan().IndexOf("-----BEGIN PGP PUBLIC KEY BLOCK-----"u8) >= 0;
        var path = $"{Keyrings}/{slug}.{(isArmored ? "asc" : "gpg")}";
        if (files.ReadBytesOrNull(path)?.AsSpan().SequenceEqual(bytes) == true) return (path, path, false);
        if (!files.Exists(Keyrings)) files.CreateDirectory(Keyrings, 0x1ED);
        files.Write(path, new MemoryStream(bytes), new FilePlacement(0x1A4));
        return (path, path, true);
    }

    private static string Render(MapData arguments, string? signedBy)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var name in Fields)
        {
            var value = name == "signed_by" ? DataValue.Of(signedBy) : arguments[name];
            if (Value(value) is { } text) fields.Add(new(FieldName(name), text));
        }
        return ControlFile.Write(fields);
    }

    private static string? Value(DataValue? value) => value switch
    {
        null or NullData => null,
        BooleanData flag => flag.Value ? "yes" : "no",
        ListData list => string.Join(' ', list.Items.Select(PythonText.Str)),
        TextData text when text.Value.Contains('\n', StringComparison.Ordinal) => Folded(text.Value),
        _ => PythonText.Str(value),
    };

    // Text of several lines is indented, and an empty line has a dot.
    private static string Folded(string text) =>
        "\n" + string.Join('\n', text.Trim().Split('\n').Select(l => l.Trim().Length == 0 ? " ." : " " + l.TrimEnd()));

    private static string FieldName(string argument) => argument switch
    {
        "name" => "X-Repolib-Name",
        "uris" => "URIs",
        "inrelease_path" => "InRelease-Path",
        "pdiffs" => "PDiffs",
        _ => string.Join('-', argument.Split('_').Select(w => char.ToUpperInvariant(w[0]) + w[1..])),
    };

    private static string Slug(string name) => string.Join('-', name.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace('_', '-');
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.SourceControl;

/// <summary>Keeps a working copy, or an export, of a Subversion repository.</summary>
internal sealed partial class SubversionOperation : IOperation
{
    private const string Modified = "ERROR: modified files exist in the repository.";

    public OperationSpec Spec { get; } = new("subversion", "Deploys a subversion repository")
    {
        Arguments =
        [
            new("dest", ArgumentType.Path, "Where the working copy is."),
            new("repo", ArgumentType.Text, "The repository's address.") { Required = true, Aliases = ["name", "repository"] },
            new("revision", ArgumentType.Text, "The revision.") { Default = "HEAD", Aliases = ["rev", "version"] },
            new("force", ArgumentType.Boolean, "Throw changes of files away.") { Default = false },
            new("username", ArgumentType.Text, "The user."),
            new("password", ArgumentType.Text, "The password.") { NoLog = true },
            new("executable", ArgumentType.Path, "The path of svn."),
            new("export", ArgumentType.Boolean, "Export instead of checking out.") { Default = false },
            new("checkout", ArgumentType.Boolean, "Check out where there is no working copy yet.") { Default = true },
            new("update", ArgumentType.Boolean, "Bring the working copy up to date.") { Default = true },
            new("switch", ArgumentType.Boolean, "Change the address of the working copy.") { Default = true },
            new("in_place", ArgumentType.Boolean, "Check out into a folder that is there.") { Default = false },
            new("validate_certs", ArgumentType.Boolean, "Whether certificates must be trusted.") { Default = false },
        ],
    };

    public ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation) => new Run(context, cancellation).WorkAsync();

    [GeneratedRegex(@"^\w+\s?:\s+\d+$", RegexOptions.Multiline)]
    private static partial Regex RevisionLine();

    [GeneratedRegex(@"^URL\s?:.*$", RegexOptions.Multiline)]
    private static partial Regex AddressLine();

    private sealed class Run(OperationContext context, CancellationToken cancellation)
    {
        private readonly MapData _arguments = context.Arguments;
        private readonly HostTools _tools = new(context.Host);
        private readonly string _repository = context.Arguments.RequiredText("repo");
        private readonly string _revision = context.Arguments.RequiredText("revision");
        private readonly string _folder = context.Arguments.Text("dest") ?? "";

        private string Program => _arguments.Text("executable") is { Length: > 0 } given ? given : _tools.Require("svn");

        public async ValueTask<OperationResult> WorkAsync()
        {
            var (exports, checksOut, updates) = (_arguments.Flag("export"), _arguments.Flag("checkout"), _arguments.Flag("update"));
            if (_folder.Length == 0 && (exports || checksOut || updates)) return OperationResult.Failure("the destination directory must be specified unless checkout=no, update=no, and export=no");
            if (!exports && !checksOut && !updates) return new OperationResult { Values = new MapBuilder { ["after"] = Find(RevisionLine(), await AskAsync("info", _repository), "remote revision") }.Build() };
            if (exports || !context.Host.Files.Exists(_folder)) return await CreateAsync(exports, checksOut);
            if ((await SvnAsync(["info", _folder], readOnly: true)).Succeeded) return updates ? await UpdateAsync() : new OperationResult();
            if (!_arguments.Flag("in_place")) return OperationResult.Failure($"ERROR: {_folder} folder already exists, but its not a subversion repository.");
            await ChangeAsync("checkout", "--force", "-r", _revision, _repository, _folder);
            if (_arguments.Flag("force") && await IsModifiedAsync()) await ChangeAsync("revert", "-R", _folder);
            return await DoneAsync(true, null);
        }

        private async ValueTask<OperationResult> CreateAsync(bool exports, bool checksOut)
        {
            if (context.Host.IsPlanned) return new OperationResult { Changed = true };
            if (!exports && !checksOut) return new OperationResult();
            if (!exports)
            {
                await ChangeAsync("checkout", "-r", _revision, _repository, _folder);
                return await DoneAsync(true, null);
            }
            string[] force = _arguments.Flag("force") ? ["--force"] : [];
            await ChangeAsync(["export", .. force, "-r", _revision, _repository, _folder]);
            return new OperationResult { Changed = true };
        }

        private async ValueTask<OperationResult> UpdateAsync()
        {
            var isModified = await IsModifiedAsync();
            if (context.Host.IsPlanned) return isModified && !_arguments.Flag("force") ? OperationResult.Failure(Modified) : await PredictedAsync();
            var before = await StateAsync();
            // The address is changed before anything is thrown away, so that what is restored is of the right one.
            var changed = _arguments.Flag("switch") && Changes(await ChangeAsync("switch", "--revision", _revision, _repository, _folder));
            if (isModified)
            {
                if (!_arguments.Flag("force")) return OperationResult.Failure(Modified);
                await ChangeAsync("revert", "-R", _folder);
            }
            changed |= Changes(await ChangeAsync("update", "-r", _revision, _folder));
            return await DoneAsync(changed || isModified, before);
        }

        private async ValueTask<OperationResult> PredictedAsync()
        {
            var (current, head) = (Find(RevisionLine(), await AskAsync("info", _folder), "revision"), Find(RevisionLine(), await AskAsync("info", "-r", _revision, _folder), "revision"));
            return new OperationResult { Changed = Number(current) < Number(head), Values = new MapBuilder { ["before"] = current, ["after"] = head }.Build() };
        }

        private async ValueTask<OperationResult> DoneAsync(bool changed, DataValue? before) =>
            new() { Changed = changed, Values = new MapBuilder { ["before"] = before ?? DataValue.Null, ["after"] = await StateAsync() }.Build() };

        private async ValueTask<DataValue> StateAsync()
        {
            var told = await AskAsync("info", _folder);
            return DataValue.Of([Find(RevisionLine(), told, "revision"), Find(AddressLine(), told, "URL")]);
        }

        private async ValueTask<bool> IsModifiedAsync() => (await SvnAsync(["status", "--quiet", "--ignore-externals", _folder], readOnly: true)).Lines.Any(l => l[0] is not ('?' or 'X'));

        private static bool Changes(ToolOutcome outcome) => outcome.Lines.Any(l => l.Length > 1 && "ABDUCGE".Contains(l[0], StringComparison.Ordinal) && char.IsWhiteSpace(l[1]));

        private static string Find(Regex line, string text, string what) => line.Match(text) is { Success: true } match ? match.Value : $"Unable to get {what}";

        private static long Number(string line) => long.TryParse(line.Split(':')[^1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

        private async ValueTask<string> AskAsync(params string[] words) => Required(await SvnAsync(words, readOnly: true), words).Output;

        private async ValueTask<ToolOutcome> ChangeAsync(params string[] words) => Required(await SvnAsync(words, readOnly: false), words);

        private ToolOutcome Required(ToolOutcome outcome, string[] words) => outcome.Succeeded ? outcome : throw new OperationException(
            outcome.Error.Trim() is { Length: > 0 } error ? error : outcome.Output.Trim(),
            new MapBuilder { ["rc"] = outcome.ExitCode, ["stdout"] = outcome.Output, ["stderr"] = outcome.Error, ["cmd"] = string.Join(' ', [Program, .. Options(), .. words]) }.Build());

        /// <summary>The password goes in by the standard input, where nobody else on the host can see it.</summary>
        private ValueTask<ToolOutcome> SvnAsync(string[] words, bool readOnly) =>
            _tools.RunAsync(new ProcessRequest(Program, [.. Options(), .. words]) { Input = Encoding.UTF8.GetBytes(_arguments.Text("password") ?? ""), ReadOnly = readOnly }, cancellation);

        private List<string> Options()
        {
            List<string> all = ["--non-interactive", "--no-auth-cache"];
            if (!_arguments.Flag("validate_certs")) all.Add("--trust-server-cert");
            if (_arguments.Text("username") is { Length: > 0 } user) all.AddRange(["--username", user]);
            if (_arguments.Text("password") is { Length: > 0 }) all.Add("--password-from-stdin");
            return all;
        }
    }
}

using System.Text;
using System.Text.RegularExpressions;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Text;

namespace Plumb.Operations.Files.Archives;

/// <summary>A tar archive, compressed in some way or not, in the hands of GNU tar.</summary>
internal sealed partial class TarArchive(OperationContext context, string path, string target, string handler, string compression) : Archive(context, path, target)
{
    private readonly IReadOnlyList<string> _excludes = [.. context.Arguments.Texts("exclude").Select(e => e.TrimEnd('/'))];
    private string _program = "tar";

    public override string Handler => handler;

    public override IReadOnlyList<string> UnpackCommand => Command("--extract", withOwners: true);

    public override async ValueTask<(IReadOnlyList<string> Files, string? Problem)> ListAsync(CancellationToken cancellation)
    {
        var processes = Context.Host.Processes;
        if ((processes.Find("gtar") ?? processes.Find("tar")) is not { } program) return ([], "Unable to find required 'gtar' or 'tar' binary in the path");
        _program = program;
        var version = (await RunAsync([_program, "--version"], readOnly: true, cancellation).ConfigureAwait(false)).OutputText();
        if (!version.StartsWith("tar", StringComparison.Ordinal) || !version.Contains("GNU", StringComparison.Ordinal))
        {
            return ([], $"Command \"{_program}\" detected as tar type {(version.StartsWith("bsdtar", StringComparison.Ordinal) ? "bsd" : "None")}. GNU tar required.");
        }
        var outcome = await RunAsync(Command("--list", withOwners: false), readOnly: true, cancellation).ConfigureAwait(false);
        if (outcome.ExitCode != 0) return ([], $"Command \"{_program}\" could not handle archive: Unable to list files in the archive: {outcome.ErrorText()}");
        var files = outcome.OutputText().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Unescaped(line) is ['/', .. var rest] ? rest : Unescaped(line)).Where(name => !IsExcluded(name, _excludes)).ToArray();
        return files.Length > 0 ? (files, null) : ([], $"Command \"{_program}\" found no files in archive. Empty archive files are not supported.");
    }

    public override async ValueTask<(bool InPlace, string? Difference)> CompareAsync(CancellationToken cancellation)
    {
        var outcome = await RunAsync(Command("--diff", withOwners: true), readOnly: true, cancellation).ConfigureAwait(false);
        var lines = (outcome.OutputText() + "\n" + outcome.ErrorText()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (!lines.Any(Matters), null);
    }

    // What the task itself sets afterwards is no difference, nor is the owner to one who cannot give files away.
    private bool Matters(string line)
    {
        if (line.EndsWith(": : Warning: Cannot stat: No such file or directory", StringComparison.Ordinal)) return false;
        var arguments = Context.Arguments;
        var isRoot = Context.Host.User.UserId == 0;
        if (isRoot && arguments.Text("owner") is null && line.EndsWith(": Uid differs", StringComparison.Ordinal)) return true;
        if (isRoot && arguments.Text("group") is null && line.EndsWith(": Gid differs", StringComparison.Ordinal)) return true;
        if (arguments["mode"] is null or NullData && line.EndsWith(": Mode differs", StringComparison.Ordinal)) return true;
        return Difference().IsMatch(line);
    }

    private List<string> Command(string action, bool withOwners)
    {
        var arguments = Context.Arguments;
        List<string> words = [_program, action, "-C", Target];
        if (compression.Length > 0) words.Add(compression);
        if (Options.Count > 0) words.AddRange(["--show-transformed-names", .. Options]);
        if (withOwners && arguments.Text("owner") is { Length: > 0 } owner) words.Add("--owner=" + ShellWords.Quote(owner));
        if (withOwners && arguments.Text("group") is { Length: > 0 } group) words.Add("--group=" + ShellWords.Quote(group));
        if (withOwners && arguments.Flag("keep_newer")) words.Add("--keep-newer-files");
        words.AddRange(_excludes.Select(e => "--exclude=" + e));
        return [.. words, "-f", Path, .. Includes];
    }

    // tar writes what is no ASCII as octal numbers.
    private static string Unescaped(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal)) return text;
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 3 < text.Length && Octal().IsMatch(text.AsSpan(i + 1, 3)))
            {
                bytes.Add((byte)text.AsSpan(i + 1, 3).ToString().Aggregate(0, (sum, c) => (sum * 8) + (c - '0')));
                i += 3;
            }
            else if (text[i] == '\\' && i + 1 < text.Length)
            {
                bytes.Add(text[++i] switch { 'n' => (byte)'\n', 't' => (byte)'\t', var c => (byte)c });
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text[i].ToString()));
            }
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }

    [GeneratedRegex(@": Mod time differs$|: Warning: Cannot stat: No such file or directory$|: Invalid owner|: Invalid group")]
    private static partial Regex Difference();

    [GeneratedRegex("^[0-7]{3}$")]
    private static partial Regex Octal();
}

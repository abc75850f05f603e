using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Plumb.Cli.Commands.Playbooks.Plays;

/// <summary>
/// Where the records of runs lie: below XDG_STATE_HOME, a file for each set of playbooks and inventories. So a project's folder, which
/// is often shared and under version control, has nothing of what one person's run has learnt.
/// </summary>
internal static class RunRecordPlace
{
    private const int HashLength = 12;
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>The path of the record of a run, or null where there is no home to keep it in.</summary>
    public static string? Of(PlaySession session, IReadOnlyList<string> playbooks)
    {
        if (FolderOf(session) is not { } folder) return null;
        var identity = string.Join('\n', [.. playbooks, "", .. session.Settings.InventorySources]);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..HashLength];
        return Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(playbooks[0])}-{hash}.jsonl");
    }

    /// <summary>Removes records that nobody has gone on with for long.</summary>
    public static void Clean(string path, TimeProvider clock)
    {
        if (Path.GetDirectoryName(path) is not { } folder || !Directory.Exists(folder)) return;
        foreach (var old in Directory.EnumerateFiles(folder, "*.jsonl").Where(f => clock.GetUtcNow() - File.GetLastWriteTimeUtc(f) > KeptFor)) File.Delete(old);
    }

    /// <summary>The command line that goes on with the run.</summary>
    public static string Resuming(PlaySession session)
    {
        var words = new List<string> { "plumb", "play", "--resume" };
        foreach (var source in session.Arguments.Values(PlayOptions.Inventory)) words.AddRange(["-i", Quoted(source)]);
        words.AddRange(session.Arguments.Operands.Select(Quoted));
        return string.Join(' ', words);
    }

    private static string? FolderOf(PlaySession session)
    {
        if (session.Terminal.Environment("XDG_STATE_HOME") is { Length: > 0 } state && Path.IsPathRooted(state)) return Path.Combine(state, "plumb", "runs");
        return session.Terminal.Environment("HOME") is { Length: > 0 } home ? Path.Combine(home, ".local", "state", "plumb", "runs") : null;
    }

    private static string Quoted(string word) => word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./,:=@+".Contains(c, StringComparison.Ordinal)) ? word : string.Create(CultureInfo.InvariantCulture, $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'");
}

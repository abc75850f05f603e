using System.Text;

namespace Plumb.Connections.OpenSsh;

/// <summary>Finds the key of the agent that a connection prefers, so that a server that allows few attempts sees it first.</summary>
internal static class AgentKeys
{
    /// <summary>A file with its public key: one that the user has, or one written from what the agent lists. Null where none is preferred or found.</summary>
    public static async Task<string?> FindAsync(SshSettings settings, SshFolder folder, IReadOnlyDictionary<string, string> variables, CancellationToken cancellation)
    {
        if (!settings.UsesAgent || settings.AgentIdentity is not { } wanted) return null;
        if (File.Exists(wanted)) return Path.GetFullPath(wanted);
        if (File.Exists(wanted + ".pub")) return Path.GetFullPath(wanted + ".pub");
        var process = SshProcess.Start("ssh-add", ["-L"], variables, Path.GetTempPath());
        await using var _ = process.ConfigureAwait(false);
        process.Input.Close();
        var lines = (await new StreamReader(process.Output, Encoding.UTF8).ReadToEndAsync(cancellation).ConfigureAwait(false)).Split('\n');
        var listed = lines.Select(l => (Line: l, Comment: l.Split(' ', 3).ElementAtOrDefault(2) ?? "")).ToArray();
        var found = listed.FirstOrDefault(l => l.Comment == wanted).Line ?? listed.FirstOrDefault(l => l.Comment.EndsWith(wanted, StringComparison.Ordinal)).Line;
        return found is null ? null : folder.Write("agent.pub", found + "\n");
    }
}

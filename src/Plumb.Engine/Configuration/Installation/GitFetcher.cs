using System.Globalization;
using Plumb.Packages;

namespace Plumb.Engine.Configuration.Installation;

/// <summary>Clones repositories with the git program, which brings the user's own configuration and credentials.</summary>
internal sealed class GitFetcher(Func<string, string?> environment)
{
    internal async Task FetchAsync(PackageAddress address, string directory, CancellationToken cancellation)
    {
        var reference = Plain(address["ref"], "ref");
        var depth = Depth(address["depth"]);
        var key = address["sshkey"] is { Length: > 0 } encoded ? await WriteKeyAsync(encoded, cancellation).ConfigureAwait(false) : null;
        try
        {
            var git = new ChildProgram("git", Variables(key));
            var url = address.Location.IsFile ? address.Location.LocalPath : address.Location.ToString();
            if (address.Location is { IsFile: true }) url = "file://" + url;
            await CloneAsync(git, url, reference, depth, directory, cancellation).ConfigureAwait(false);
            List<string> submodules = ["-C", directory, "submodule", "update", "--init", "--recursive"];
            if (depth > 0) submodules.AddRange(["--depth", depth.ToString(CultureInfo.InvariantCulture)]);
            await git.RunAsync(submodules, cancellation).ConfigureAwait(false);
        }
        finally
        {
            if (key is not null) File.Delete(key);
        }
    }

    /// <summary>A shallow clone gets one branch or tag; otherwise anything that names a commit can be checked out.</summary>
    private static async Task CloneAsync(ChildProgram git, string url, string? reference, int depth, string directory, CancellationToken cancellation)
    {
        List<string> clone = ["clone"];
        if (depth > 0) clone.AddRange(["--depth", depth.ToString(CultureInfo.InvariantCulture)]);
        if (depth > 0 && reference is not null) clone.AddRange(["--branch", reference]);
        await git.RunAsync([.. clone, "--", url, directory], cancellation).ConfigureAwait(false);
        if (reference is not null && depth == 0) await git.RunAsync(["-C", directory, "checkout", reference], cancellation).ConfigureAwait(false);
    }

    private static int Depth(string? text)
    {
        if (text is null) return 0;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var depth)
            ? depth
            : throw new FetchException($"the depth \"{text}\" is not a number.");
    }

    /// <summary>What begins with a dash would be an option to git.</summary>
    private static string? Plain(string? text, string what)
    {
        if (string.IsNullOrEmpty(text)) return null;
        return text.StartsWith('-') ? throw new FetchException($"the {what} \"{text}\" begins with a dash.") : text;
    }

    private static async Task<string> WriteKeyAsync(string encoded, CancellationToken cancellation)
    {
        var path = Path.GetTempFileName();
        try
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            await File.WriteAllBytesAsync(path, Convert.FromBase64String(encoded), cancellation).ConfigureAwait(false);
            return path;
        }
        catch (FormatException e)
        {
            File.Delete(path);
            throw new FetchException("the sshkey is not in Base64.", e);
        }
    }

    private Dictionary<string, string> Variables(string? key)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["GIT_TERMINAL_PROMPT"] = environment("GIT_TERMINAL_PROMPT") ?? "0" };
        if (key is not null) variables["GIT_SSH_COMMAND"] = $"{environment("GIT_SSH_COMMAND") ?? "ssh"} -i {key} -o StrictHostKeyChecking=yes";
        return variables;
    }
}

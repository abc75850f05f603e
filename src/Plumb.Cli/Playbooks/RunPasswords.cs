using Plumb.Cli.Playbooks.Options;
using Plumb.Core.Diagnostics;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Strategies.Running;

namespace Plumb.Cli.Playbooks;

/// <summary>The passwords that a run is given: for the connection, and to become another user.</summary>
internal sealed record RunPasswords(string? Connection, string? Become)
{
    public static async Task<RunPasswords> AskAsync(PeerArguments arguments, AnsibleSettings settings, IPlayPrompt prompt, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var connection = ReadFile(arguments.Last("connection-password-file") ?? settings.Text("CONNECTION_PASSWORD_FILE"), settings, diagnostics);
        var become = ReadFile(arguments.Last("become-password-file") ?? settings.Text("BECOME_PASSWORD_FILE"), settings, diagnostics);
        if (arguments.Has("ask-pass") || settings.Flag("DEFAULT_ASK_PASS")) connection = await prompt.AskAsync("SSH password: ", isSecret: true, cancellation).ConfigureAwait(false);
        if (arguments.Has("ask-become-pass") || settings.Flag("DEFAULT_BECOME_ASK_PASS"))
        {
            var answer = await prompt.AskAsync(connection is null ? "BECOME password: " : "BECOME password[defaults to SSH password]: ", isSecret: true, cancellation).ConfigureAwait(false);
            become = string.IsNullOrEmpty(answer) ? connection : answer;
        }
        return new RunPasswords(connection, become);
    }

    private static string? ReadFile(string? path, AnsibleSettings settings, DiagnosticBag diagnostics)
    {
        if (string.IsNullOrEmpty(path)) return null;
        try
        {
            return File.ReadAllText(settings.Environment.Expand(path)).Trim('\r', '\n');
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(PlaybookRules.PasswordFile, null, $"Could not read password file {path}: {fault.Message}");
            return null;
        }
    }
}

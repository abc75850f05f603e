using Plumb.Cli.Arguments.Gnu;
using Plumb.Core.Diagnostics;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Strategies.Running;

namespace Plumb.Cli.Commands.Playbooks.Plays;

/// <summary>The passwords that a run is given: for the connection, and to become another user.</summary>
internal sealed record RunPasswords(string? Connection, string? Become)
{
    public static async Task<RunPasswords> AskAsync(GnuArguments arguments, AnsibleSettings settings, IPlayPrompt prompt, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var connection = ReadFile(arguments.Value(PlayOptions.ConnectionPasswordFile) ?? settings.Text("CONNECTION_PASSWORD_FILE"), settings, diagnostics);
        var become = ReadFile(arguments.Value(PlayOptions.BecomePasswordFile) ?? settings.Text("BECOME_PASSWORD_FILE"), settings, diagnostics);
        if (arguments.Has(PlayOptions.AskPass) || settings.Flag("DEFAULT_ASK_PASS")) connection = await prompt.AskAsync("SSH password: ", isSecret: true, cancellation).ConfigureAwait(false);
        if (arguments.Has(PlayOptions.AskBecomePass) || settings.Flag("DEFAULT_BECOME_ASK_PASS"))
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

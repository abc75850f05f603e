namespace Plumb.Connections.OpenSsh;

/// <summary>
/// How ssh gets a password without a terminal: it runs a program and reads what that prints (SSH_ASKPASS, ssh(1)). The
/// program is this one where it is a program of its own, else a script; either prints the file that a variable names.
/// </summary>
public static class AskPass
{
    /// <summary>The file that holds the password.</summary>
    public const string PasswordVariable = "PLUMB_ASKPASS_FILE";

    private const string Script = "#!/bin/sh\nexec cat \"$" + PasswordVariable + "\"\n";

    /// <summary>The password that this process is asked for; null where it was not started to be asked.</summary>
    public static string? Answer(Func<string, string?> variables) => variables(PasswordVariable) is { Length: > 0 } file && File.Exists(file) ? File.ReadAllText(file) : null;

    internal static IEnumerable<KeyValuePair<string, string>> Variables(SshFolder folder, string? program, string passwordFile)
    {
        yield return KeyValuePair.Create("SSH_ASKPASS", program ?? folder.Write("ask", Script, isProgram: true));
        yield return KeyValuePair.Create("SSH_ASKPASS_REQUIRE", "force");
        // Older versions ask a program only where there is a display.
        yield return KeyValuePair.Create("DISPLAY", "none:0");
        yield return KeyValuePair.Create(PasswordVariable, passwordFile);
    }
}

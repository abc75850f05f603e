using Plumb.Operations.Data;

namespace Plumb.Operations.Model;

/// <summary>One task for one host, with everything rendered.</summary>
public sealed record OperationRequest(string Operation, MapData Arguments)
{
    /// <summary>Predict instead of changing anything.</summary>
    public bool Check { get; init; }

    /// <summary>In a check, whether what earlier tasks of this run would have done is seen. Ansible does not see it.</summary>
    public bool CheckRemembers { get; init; }

    /// <summary>Tell what changes in files as text before and after.</summary>
    public bool Diff { get; init; }

    /// <summary>The user to become, or null for the one who is connected.</summary>
    public BecomeRequest? Become { get; init; }

    /// <summary>Set for the processes that the operation starts.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>Files of the controller that the operation may ask for, by the name under which its arguments refer to them.</summary>
    public IReadOnlyList<SourceContent> Sources { get; init; } = [];

    /// <summary>The operation is ended after so long; null for never.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How the operation goes on by itself; null where it is waited for.</summary>
    public BackgroundJob? Background { get; init; }
}

/// <summary>How and as whom the operation runs. The password is given only to the program that asks for it.</summary>
public sealed record BecomeRequest(string Method, string User)
{
    public string? Password { get; init; }

    public string? Executable { get; init; }

    public string? Flags { get; init; }

    /// <summary>How that is done, where it is not by a program that is known; null where <see cref="Method"/> says it.</summary>
    public BecomeLine? Line { get; init; }

    /// <summary>Without the password, wherever a request may be printed.</summary>
    public override string ToString() => $"{Method} {User}";
}

/// <summary>A line of the shell that runs a script of the shell as another user.</summary>
/// <param name="Text">The line. It runs the script by its path.</param>
/// <param name="Script">The path, which is put in place before the line runs.</param>
/// <param name="Prompt">What is printed where a password is wanted; null for words that are common.</param>
/// <param name="NeedsTerminal">Whether it works on a terminal only.</param>
public sealed record BecomeLine(string Text, string Script, string? Prompt, bool NeedsTerminal);

/// <summary>Content that lies with the controller. It crosses the connection only if the host has no file of the same hash in its place.</summary>
public sealed record SourceContent(string Name, string Sha256, string Sha1, long Length, Func<Stream> Open);

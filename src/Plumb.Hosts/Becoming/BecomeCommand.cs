using Plumb.Hosts.Calling;
using Plumb.Operations.Model;

namespace Plumb.Hosts.Becoming;

/// <summary>The words with which a program is asked to run a script as another user.</summary>
internal sealed record BecomeCommand(string Program, IReadOnlyList<string> Words)
{
    /// <summary>What the program prints when it asks for the password; null where it has words of its own.</summary>
    public string? Prompt { get; init; }

    /// <summary>Whether it reads the password from its terminal, rather than from its input.</summary>
    public bool AsksOnTerminal { get; init; }

    /// <summary>Null for a method that there is not.</summary>
    public static BecomeCommand? For(BecomeRequest request, string script, string prompt) => request.Method switch
    {
        _ when request.Line is { } line => new BecomeCommand("/bin/sh", ["-c", line.Text]) { Prompt = line.Prompt },
        "sudo" or "dzdo" => Sudo(request, script, prompt),
        "su" => Su(request, script),
        "doas" => Doas(request, script),
        _ => null,
    };

    private static BecomeCommand Sudo(BecomeRequest request, string script, string prompt)
    {
        var flags = Flags(request, "-H -S -n");
        // Without -n it asks, and with -S it reads the answer from its input.
        if (request.Password is not null) flags = [.. flags.Where(f => f != "-n"), "-p", prompt];
        if (request.Password is not null && !flags.Contains("-S")) flags = ["-S", .. flags];
        return new BecomeCommand(request.Executable ?? request.Method, [.. flags, "-u", request.User, "/bin/sh", "-c", script]) { Prompt = prompt };
    }

    private static BecomeCommand Su(BecomeRequest request, string script) =>
        new(request.Executable ?? "su", [.. Flags(request, ""), request.User, "-c", $"exec /bin/sh -c {PosixShell.Quote(script)}"]);

    private static BecomeCommand Doas(BecomeRequest request, string script)
    {
        var flags = Flags(request, "");
        if (request.Password is null && !flags.Contains("-n")) flags = [.. flags, "-n"];
        return new BecomeCommand(request.Executable ?? "doas", [.. flags, "-u", request.User, "/bin/sh", "-c", script]) { AsksOnTerminal = true };
    }

    private static string[] Flags(BecomeRequest request, string usual) => (request.Flags ?? usual).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

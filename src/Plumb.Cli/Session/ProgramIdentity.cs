using Plumb.Cli.Commands.Playbooks;

namespace Plumb.Cli.Session;

/// <summary>
/// What the program goes by. Called through a link named after a peer, it gives itself out as that tool where other
/// programs look: in the version's first line and in the names of commands that it tells to run.
/// </summary>
/// <param name="Command">As typed.</param>
/// <param name="Product">In sentences.</param>
internal sealed record ProgramIdentity(string Command, string Product)
{
    public static ProgramIdentity Plumb { get; } = new("plumb", "Plumb");

    public static ProgramIdentity Terraform { get; } = new("terraform", "Terraform");

    public static ProgramIdentity OpenTofu { get; } = new("tofu", "OpenTofu");

    public bool IsPeer => this != Plumb;

    /// <summary>By the path that the program was started with.</summary>
    public static ProgramIdentity Of(string path) => Path.GetFileNameWithoutExtension(path) switch
    {
        "terraform" => Terraform,
        "tofu" => OpenTofu,
        var name when PlaybookCommandTable.FindProgram(name) is not null => new ProgramIdentity(name, name),
        _ => Plumb,
    };

    /// <summary>By how this process was started: what the system says of it knows of links, the runtime does not always.</summary>
    public static ProgramIdentity OfProcess()
    {
        const string CommandLine = "/proc/self/cmdline";
        if (OperatingSystem.IsLinux() && File.Exists(CommandLine) && File.ReadAllText(CommandLine).Split('\0') is [{ Length: > 0 } first, ..]) return Of(first);
        return Of(Environment.GetCommandLineArgs() is [var path, ..] ? path : "");
    }
}

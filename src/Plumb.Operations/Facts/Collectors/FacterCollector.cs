namespace Plumb.Operations.Facts.Collectors;

/// <summary>The facts of Puppet's facter, where it is installed.</summary>
internal sealed class FacterCollector : IFactCollector
{
    private static readonly string[] Folders = ["/opt/puppetlabs/bin"];

    public string Name => "facter";

    public async ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        var processes = context.Host.Processes;
        if ((processes.Find("cfacter", Folders) ?? processes.Find("facter", Folders)) is not { } program) return;
        // Without Puppet some versions refuse to load what is Puppet's.
        var answer = await context.AskAsync(program, ["--puppet", "--json"], cancellation) ?? await context.AskAsync(program, ["--json"], cancellation);
        ProgramFacts.Add(context, "facter_", answer);
    }
}

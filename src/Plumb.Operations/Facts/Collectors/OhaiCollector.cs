namespace Plumb.Operations.Facts.Collectors;

/// <summary>The facts of Chef's ohai, where it is installed.</summary>
internal sealed class OhaiCollector : IFactCollector
{
    public string Name => "ohai";

    public async ValueTask CollectAsync(FactContext context, CancellationToken cancellation) =>
        ProgramFacts.Add(context, "ohai_", await context.AskAsync("ohai", [], cancellation));
}

using Plumb.Operations.Data;

namespace Plumb.Operations.Facts.Collectors;

/// <summary>The environment that processes of the task get.</summary>
internal sealed class EnvironmentCollector : IFactCollector
{
    public string Name => "env";

    public ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        var variables = new MapBuilder();
        foreach (var (name, value) in context.Host.Environment) variables.Add(name, value);
        context.Facts.Add("env", variables);
        return ValueTask.CompletedTask;
    }
}

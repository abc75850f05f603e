using Plumb.Operations.Arguments;
using Plumb.Operations.Data;
using Plumb.Operations.Facts;
using Plumb.Operations.Facts.Collectors;
using Plumb.Operations.Model;

namespace Plumb.Operations.Packages;

/// <summary>Manages packages by whatever the host has for that. Arguments besides the name and the state are those of the one found.</summary>
internal sealed class PackageOperation(IReadOnlyList<IOperation> managers) : IOperation
{
    public OperationSpec Spec { get; } = new("package", "Generic OS package manager")
    {
        Arguments =
        [
            new("name", ArgumentType.Raw, "The packages") { Required = true },
            new("state", ArgumentType.Text, "How the packages are to be") { Required = true },
            new("use", ArgumentType.Text, "The package manager, instead of finding it out") { Default = "auto" },
            // What the others take is checked by the one that runs.
            .. managers.SelectMany(m => m.Spec.Arguments).SelectMany(a => a.Aliases.Prepend(a.Name)).Distinct()
                .Where(n => n is not ("name" or "state" or "use")).Select(n => new ArgumentSpec(n, ArgumentType.Raw, "Given to the package manager")),
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var use = context.Arguments.RequiredText("use");
        if (use == "auto") use = await DetectAsync(context, cancellation);
        var name = use[(use.LastIndexOf('.') + 1)..];
        var manager = managers.FirstOrDefault(m => m.Spec.Name == name || m.Spec.OtherNames.Contains(name));
        if (manager is null) return OperationResult.Failure(use == "unknown" ? "Could not detect which package manager to use. Try gathering facts or setting the \"use\" option." : $"Could not find a module for {use}.");
        var bound = ArgumentBinder.Bind(manager.Spec, context.Request.Arguments.Without("use"), context.Host, "ansible.legacy." + name);
        return bound.Error is { } error ? OperationResult.Failure(error) : await manager.RunAsync(context with { Arguments = bound.Values }, cancellation);
    }

    private static async ValueTask<string> DetectAsync(OperationContext context, CancellationToken cancellation)
    {
        var facts = new FactContext(context.Host);
        await new DistributionCollector().CollectAsync(facts, cancellation);
        await new PackageManagerCollector().CollectAsync(facts, cancellation);
        return facts.TextFact("pkg_mgr");
    }
}

using Plumb.Operations.Data;
using Plumb.Operations.Facts.Packages;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Facts;

/// <summary>Lists the packages that are installed, as facts.</summary>
internal sealed class PackageFactsOperation : IOperation
{
    private static readonly IReadOnlyList<IPackageLister> Listers = [new RpmLister(), new AptLister(), new PacmanLister(), new ApkLister()];

    public OperationSpec Spec { get; } = new("package_facts", "Package information as facts")
    {
        Arguments =
        [
            new("manager", ArgumentType.List, "The package managers to ask") { Elements = ArgumentType.Text, Default = (string[])["auto"] },
            new("strategy", ArgumentType.Text, "Ask the first that is there, or all") { Default = "first", Choices = ["first", "all"] },
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var asked = context.Arguments.Texts("manager").Select(m => m.ToLowerInvariant()).ToList();
        var names = asked.Contains("auto") ? asked.Where(m => m != "auto").Concat(Listers.Select(l => l.Name)).Distinct().ToList() : asked;
        var unsupported = names.Except(Listers.Select(l => l.Name)).ToList();
        if (unsupported.Count > 0) return OperationResult.Failure($"Unsupported package managers requested: {string.Join(", ", unsupported)}");

        var tools = new HostTools(context.Host);
        var packages = new OrderedDictionary<string, List<DataValue>>(StringComparer.Ordinal);
        var found = 0;
        foreach (var lister in names.Select(n => Listers.First(l => l.Name == n)))
        {
            if (found > 0 && context.Arguments.Text("strategy") == "first") break;
            if (!lister.IsAvailable(tools)) continue;
            found++;
            await AddAsync(lister, tools, packages, cancellation);
        }
        if (found == 0) return OperationResult.Failure($"Could not detect a supported package manager from the following list: {PythonText.Repr(DataValue.Of(names))}, or the required Python library is not installed. Check warnings for details.");
        var map = new MapBuilder();
        foreach (var (name, list) in packages) map.Add(name, new ListData(list));
        return new OperationResult { Values = new MapBuilder { { "ansible_facts", new MapBuilder { { "packages", map } } } }.Build() };
    }

    private static async ValueTask AddAsync(
        IPackageLister lister, HostTools tools, OrderedDictionary<string, List<DataValue>> packages, CancellationToken cancellation)
    {
        foreach (var package in await lister.ListAsync(tools, cancellation))
        {
            var name = (package["name"] as TextData)?.Value ?? "";
            package.Add("source", lister.Name);
            if (!packages.TryGetValue(name, out var list)) packages[name] = list = [];
            list.Add(package.Build());
        }
    }
}

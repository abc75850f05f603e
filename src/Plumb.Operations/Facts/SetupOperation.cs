using Plumb.Operations.Data;
using Plumb.Operations.Model;

namespace Plumb.Operations.Facts;

/// <summary>
/// Gathers facts about the host. Where the kernel or a file tells, no process is started: gathering facts is what nearly every
/// play begins with.
/// </summary>
internal sealed class SetupOperation : IOperation
{
    public OperationSpec Spec { get; } = new("setup", "Gather facts about the host")
    {
        Arguments =
        [
            new("gather_subset", ArgumentType.List, "Kinds of facts to gather, or with ! in front not to") { Elements = ArgumentType.Text, Default = (string[])["all"] },
            new("gather_timeout", ArgumentType.Integer, "Seconds to wait for what may hang, such as a network mount") { Default = 10 },
            new("filter", ArgumentType.List, "Shell patterns of the facts to return") { Elements = ArgumentType.Text, Default = ListData.Empty },
            new("fact_path", ArgumentType.Path, "The folder of the host's own facts") { Default = "/etc/ansible/facts.d" },
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var arguments = context.Arguments;
        var words = arguments.Texts("gather_subset") is { Count: > 0 } given ? given : ["all"];
        var (selected, problem) = new FactSubsets(FactCollectors.All).Select(words);
        if (problem is not null) return OperationResult.Failure(problem);

        var facts = new FactContext(context.Host)
        {
            FactPath = arguments.Text("fact_path"),
            Timeout = TimeSpan.FromSeconds(arguments.Integer("gather_timeout") ?? 10),
        };
        var gathered = await FactGatherer.GatherAsync(facts, selected, cancellation);
        gathered.Add("gather_subset", words);
        gathered.Add("module_setup", true);
        var filtered = FactFilter.Apply(gathered.Build(), arguments.Texts("filter"));
        return new OperationResult
        {
            Values = new MapBuilder { { "ansible_facts", filtered } }.Build(),
            Warnings = facts.Warnings,
        };
    }
}

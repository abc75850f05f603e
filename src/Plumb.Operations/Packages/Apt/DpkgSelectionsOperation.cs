using Plumb.Operations.Data;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Packages.Apt;

/// <summary>Says to dpkg what is wanted of a package, such as that it is held.</summary>
internal sealed class DpkgSelectionsOperation : IOperation
{
    public OperationSpec Spec { get; } = new("dpkg_selections", "Dpkg package selection selections")
    {
        Arguments =
        [
            new("name", ArgumentType.Text, "The package") { Required = true },
            new("selection", ArgumentType.Text, "What is wanted of it") { Required = true, Choices = ["install", "hold", "deinstall", "purge"] },
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var (name, selection) = (context.Arguments.RequiredText("name"), context.Arguments.RequiredText("selection"));
        var current = DpkgStatus.Read(context.Host.Files).Find(name)?.Wanted is { } wanted and not "unknown" ? wanted : "not present";
        if (current != selection)
        {
            var outcome = await new HostTools(context.Host).ChangeAsync("dpkg", ["--set-selections"], cancellation, $"{name} {selection}");
            if (!outcome.Succeeded) throw new OperationException(outcome.Error, new MapBuilder { { "rc", outcome.ExitCode }, { "stdout", outcome.Output }, { "stderr", outcome.Error } }.Build());
        }
        return new OperationResult { Changed = current != selection, Values = new MapBuilder { { "before", current }, { "after", selection } }.Build() };
    }
}

using System.Runtime.CompilerServices;
using Plumb.Provider.Models;
using Plumb.Provider.Requests;

namespace Plumb.Provider.Tests.Samples;

/// <summary>Which machines are asked for.</summary>
[ListResource("test_machine")]
internal sealed partial class MachineQuery
{
    [Default("eu"), OneOf("eu", "us")]
    public string Region { get; set; }

    [Optional]
    public string? BreaksAt { get; set; }
}

internal sealed class MachineList(IEnumerable<string> names) : ListResource<MachineQuery, Machine>
{
    protected override async IAsyncEnumerable<Machine> ListAsync(MachineQuery config, ListContext context, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var name in names)
        {
            await Task.Yield();
            if (name == config.BreaksAt) throw new InvalidOperationException("the service hung up");
            if (name == "odd") context.Warning("Odd machine", "This one is odd.");
            yield return new Machine { Id = "m-" + name, Name = name, Region = config.Region };
        }
    }

    protected override string DisplayName(Machine model) => $"{model.Name} in {model.Region}";
}

/// <summary>Starts a machine anew.</summary>
[Action("test_restart")]
internal sealed partial class Restart
{
    [Required, LengthAtLeast(1)]
    public string Machine { get; set; }

    [Default(3)]
    public int Times { get; set; }
}

internal sealed class RestartAction : ProviderAction<Restart>
{
    protected override ValueTask PlanAsync(Restart config, ActionContext context, CancellationToken cancellation)
    {
        if (config.Machine == "later") context.Defer(DeferralReason.AbsentPrerequisite);
        if (config.Machine == "gone") context.Error("No such machine", "There is no machine of this name.", Restart.Paths.Machine);
        return ValueTask.CompletedTask;
    }

    protected override async ValueTask InvokeAsync(Restart config, ActionContext context, CancellationToken cancellation)
    {
        for (var i = 1; i <= config.Times; i++) await context.ProgressAsync($"{config.Machine}: {i} of {config.Times}");
        if (config.Machine == "broken") throw new InvalidOperationException("it smokes");
    }
}

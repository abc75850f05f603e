using Plumb.Provider.Models;
using Plumb.Provider.Requests;

namespace Plumb.Provider.Tests.Samples;

/// <summary>Machines in memory. Names say what is to go wrong.</summary>
internal sealed class MachineResource : Resource<Machine>
{
    public Dictionary<string, Machine> Machines { get; } = new(StringComparer.Ordinal);

    protected override ValueTask ValidateAsync(Machine config, ValidateContext context, CancellationToken cancellation)
    {
        if (config.Name == "forbidden") context.Error("Name not allowed", "This name is not allowed.", Machine.Paths.Name);
        return ValueTask.CompletedTask;
    }

    protected override ValueTask PlanAsync(PlanContext<Machine> context, CancellationToken cancellation)
    {
        if (context.Config.Name == "later") context.Defer(DeferralReason.AbsentPrerequisite);
        if (context.Config.Name == "forecast") context.Planned.ChangedAt = "soon";
        if (context.Prior is { } prior && prior.Cores > context.Config.Cores) context.RequireReplace(Machine.Paths.Cores);
        return ValueTask.CompletedTask;
    }

    protected override ValueTask<Machine?> CreateAsync(Machine plan, ApplyContext<Machine> context, CancellationToken cancellation)
    {
        plan.Id = "m-" + plan.Name;
        context.Private.Set("password", context.Config.Password ?? "");
        if (plan.Name == "half")
        {
            context.Save(plan);
            throw new InvalidOperationException("the service hung up");
        }
        if (plan.Name == "none") throw new InvalidOperationException("the service is away");
        if (plan.Name != "forgetful") plan.ChangedAt = "created";
        plan.Serial = Machines.Count + 1;
        plan.Price = plan.Price is 0 ? 1.5m : plan.Price;
        plan.Root = plan.Root is { } root ? root with { Serial = "s-root" } : null;
        plan.Disks = plan.Disks?.ConvertAll(d => d with { Serial = "s-" + d.Device });
        if (plan.Mounts.TryGet(out var mounts)) plan.Mounts = mounts.ToDictionary(m => m.Key, m => m.Value with { Serial = "s-" + m.Key });
        Machines[plan.Id] = plan;
        return new(plan);
    }

    protected override ValueTask<Machine?> ReadAsync(Machine state, ReadContext context, CancellationToken cancellation) =>
        new(Machines.GetValueOrDefault(state.Id));

    protected override ValueTask<Machine?> UpdateAsync(Machine plan, ApplyContext<Machine> context, CancellationToken cancellation)
    {
        if (plan.Name == "stubborn") throw new InvalidOperationException("it will not");
        plan.ChangedAt = "updated";
        plan.Serial = context.Prior?.Serial ?? 0;
        plan.Price = plan.Price is 0 ? 1.5m : plan.Price;
        Machines[plan.Id] = plan;
        return new(plan);
    }

    protected override ValueTask DeleteAsync(Machine state, DeleteContext context, CancellationToken cancellation)
    {
        Machines.Remove(state.Id);
        return ValueTask.CompletedTask;
    }
}

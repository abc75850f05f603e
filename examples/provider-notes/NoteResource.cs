using Plumb.Provider.Authoring.State;
using Plumb.Provider.Models;

namespace Example.Notes;

internal sealed class NoteResource : Resource<Note>
{
    public override IReadOnlyList<StateUpgrade> Upgrades { get; } =
        [ModelUpgrade.From<NoteV0, Note>(0, old => new Note { Id = old.Id, Title = old.Title, Body = old.Text ?? "" })];

    // The number of words follows from the body, so that a plan can show it.
    protected override ValueTask PlanAsync(PlanContext<Note> context, CancellationToken cancellation)
    {
        if (context.IsKnown(Note.Paths.Body)) context.Planned.Words = NoteFunctions.CountWords(context.Planned.Body);
        return ValueTask.CompletedTask;
    }

    protected override async ValueTask<Note?> CreateAsync(Note plan, ApplyContext<Note> context, CancellationToken cancellation)
    {
        plan.Id = Guid.NewGuid().ToString("N");
        return await UpdateAsync(plan, context, cancellation);
    }

    protected override async ValueTask<Note?> UpdateAsync(Note plan, ApplyContext<Note> context, CancellationToken cancellation)
    {
        await context.Client<NoteFolder>().WriteAsync(plan.Id, new StoredNote(plan.Title, plan.Body, plan.Tags ?? []), cancellation);
        plan.Words = NoteFunctions.CountWords(plan.Body);
        return plan;
    }

    protected override async ValueTask<Note?> ReadAsync(Note state, ReadContext context, CancellationToken cancellation)
    {
        if (await context.Client<NoteFolder>().FindAsync(state.Id, cancellation) is not { } stored) return null;
        state.Title = stored.Title;
        state.Body = stored.Body;
        state.Tags = stored.Tags.Count == 0 && state.Tags is null ? null : [.. stored.Tags];
        state.Words = NoteFunctions.CountWords(stored.Body);
        return state;
    }

    protected override ValueTask DeleteAsync(Note state, DeleteContext context, CancellationToken cancellation)
    {
        context.Client<NoteFolder>().Delete(state.Id);
        return ValueTask.CompletedTask;
    }
}

using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Reading;
using Plumb.Playbooks.Plays.Roles;
using Plumb.Playbooks.Plays.Tags;

namespace Plumb.Playbooks.Plays.Linking;

/// <summary>What linking needs: readers of files and roles, the tags that select tasks, and how a value is rendered.</summary>
internal sealed record LinkServices(ReadingContext Reading, RoleSearch Roles, TagSelection Tags)
{
    /// <summary>Renders a value with variables.</summary>
    public required Func<object?, IPyMapping, object?> Render { get; init; }

    public required PyDict ExtraVariables { get; init; }

    public bool SharesRoleVariables { get; init; } = true;

    public bool ForcesHandlers { get; init; }

    public TaskFileReader Files => field ??= new TaskFileReader(Reading);

    public RoleReader RoleReader => field ??= new RoleReader(Reading);
}

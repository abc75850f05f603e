using Plumb.Core.Text;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Model;

/// <summary>An <c>action_trigger</c> block: which actions a change of an object sets off.</summary>
/// <param name="Events">When; never empty.</param>
/// <param name="Actions">References to actions, whose keys may be expressions.</param>
/// <param name="Span">The block's header.</param>
public sealed record ActionTriggerConfig(IReadOnlyList<ActionEvent> Events, IReadOnlyList<Expression> Actions, SourceSpan Span)
{
    /// <summary>Whether, where it depends.</summary>
    public Expression? Condition { get; init; }

    public ActionFailure OnFailure { get; init; }
}

/// <summary>A moment in the life of an object.</summary>
public enum ActionEvent
{
    BeforeCreate,
    AfterCreate,
    BeforeUpdate,
    AfterUpdate,
    BeforeDestroy,
    AfterDestroy,
}

/// <summary>What moments have in common.</summary>
public static class ActionEvents
{
    extension(ActionEvent moment)
    {
        public bool IsBefore => moment is ActionEvent.BeforeCreate or ActionEvent.BeforeUpdate or ActionEvent.BeforeDestroy;

        public bool IsOfDestroy => moment is ActionEvent.BeforeDestroy or ActionEvent.AfterDestroy;
    }
}

/// <summary>What a failed action means for the object that set it off.</summary>
public enum ActionFailure
{
    /// <summary>The apply has failed; an object that was to be changed afterwards is not.</summary>
    Halt,

    /// <summary>The same, and the object, where it exists, is replaced by the next apply.</summary>
    Taint,

    /// <summary>A warning.</summary>
    Continue,
}

/// <summary>What a <c>list</c> block says beside its configuration.</summary>
/// <param name="IncludeResource">Whether whole objects are wanted.</param>
/// <param name="Limit">How many at most.</param>
public sealed record ListArguments(Expression? IncludeResource, Expression? Limit);

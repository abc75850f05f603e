using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.State.Model;

namespace Plumb.Engine.Planning.Moves;

/// <summary>Applies the configuration's <c>moved</c> blocks, and the moves that adding or removing count implies, to a state.</summary>
public static class StateMover
{
    /// <summary>Changes the state in place. Faulty or contradicting blocks are reported and nothing is moved then.</summary>
    public static MoveResults Apply(ConfigurationTree configuration, StateDocument state, DiagnosticBag diagnostics) => throw new NotImplementedException();
}

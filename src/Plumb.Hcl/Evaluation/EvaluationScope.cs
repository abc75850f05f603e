using System.Diagnostics.CodeAnalysis;
using Plumb.Core.Diagnostics;
using Plumb.Core.Functions;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>
/// What names and functions mean while an expression is evaluated. Variables of for expressions are the evaluator's
/// own; everything else is asked here.
/// </summary>
public abstract class EvaluationScope
{
    /// <summary>
    /// The value of a traversal's beginning, and how many of its steps that took; the evaluator takes the rest. False
    /// where the name means nothing: then the diagnostics say so already, and the value is unknown.
    /// </summary>
    public abstract bool TryResolve(Traversal traversal, DiagnosticBag diagnostics, out Value value, out int stepsTaken);

    /// <summary>The element of a collection that a traversal names, where it can be had without the whole; else the evaluator indexes the whole.</summary>
    public virtual bool TryResolveElement(Traversal collection, Value key, DiagnosticBag diagnostics, [NotNullWhen(true)] out Value? element)
    {
        element = null;
        return false;
    }

    /// <summary>The function of a name as called, which may hold <c>::</c>; null if there is none.</summary>
    public abstract Function? FindFunction(string name);

    /// <summary>
    /// A name that means nothing is a fault even where the value does not matter: in <c>try</c>, or in the result of a
    /// conditional that is not taken. So it is in configurations, where names can be checked without evaluating.
    /// </summary>
    public virtual bool ChecksAllNames => true;

    /// <summary>Nothing can be referred to or called: only constants are wanted, and strings in JSON syntax are taken verbatim.</summary>
    public virtual bool IsEmpty => false;

    /// <summary>All names of functions there are, to suggest a similar one.</summary>
    public virtual IEnumerable<string> FunctionNames => [];
}

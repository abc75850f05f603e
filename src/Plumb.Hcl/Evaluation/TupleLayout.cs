using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Hcl.Evaluation;

/// <summary>What is remembered at a tuple constructor: its value where it is constant, else the type it had last.</summary>
internal sealed class TupleLayout(TupleExpression expression)
{
    public bool IsConstant { get; } = expression.Elements.All(Constants.IsConstant);

    public TupleValue? Constant { get; set; }

    public DataType? LastType { get; set; }
}

using System.Globalization;
using Plumb.Core.Numerics;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Conformance.GoSource;

/// <summary>
/// Makes values and types of the Go source text that cty prints for its own, with the constructors that we have for what
/// cty's constructors make. Text that Go would not compile, or a call that cty does not have, is a fault of the corpus.
/// </summary>
internal static class GoSourceReader
{
    public static Value ReadValue(string text) => Build(GoParser.Parse(text));

    public static DataType ReadType(string text) => BuildType(GoParser.Parse(text));

    private static Value Build(GoExpression expression) => expression switch
    {
        GoName name => Named(name.Text),
        GoCall call => Called(call),
        GoMethodCall { Method: "RefineNotNull", Receiver: var receiver } => ValueOperations.Refine(Build(receiver), r => r with { NotNull = true }),
        GoMethodCall { Method: "Mark", Receiver: var receiver, Arguments: [GoString mark] } => Build(receiver).WithMark(Mark.Named(mark.Text)),
        GoMethodCall { Method: "WithMarks", Receiver: var receiver, Arguments: var marks } => Build(receiver).WithMarks(MarkSet.Of(marks.SelectMany(Marks))),
        GoMethodCall { Method: "NewValue", Receiver: var refinement } => Refined(refinement),
        _ => throw new FormatException($"not a value: {expression}"),
    };

    private static Value Named(string name) => name switch
    {
        "cty.True" => Value.True,
        "cty.False" => Value.False,
        "cty.Zero" => Value.Number(0),
        "cty.PositiveInfinity" => Value.Number(Number.PositiveInfinity),
        "cty.NegativeInfinity" => Value.Number(Number.NegativeInfinity),
        "cty.DynamicVal" => Value.DynamicUnknown,
        "cty.EmptyTupleVal" => Value.EmptyTuple,
        "cty.EmptyObjectVal" => Value.EmptyObject,
        _ => throw new FormatException($"not a value: {name}"),
    };

    private static Value Called(GoCall call) => (call.Function, call.Arguments) switch
    {
        ("cty.NullVal", [var type]) => Value.Null(BuildType(type)),
        ("cty.UnknownVal", [var type]) => Value.Unknown(BuildType(type)),
        ("cty.StringVal", [GoString text]) => Value.String(text.Text),
        ("cty.BoolVal", [GoName truth]) => Value.Bool(IsTrue(truth)),
        ("cty.NumberIntVal" or "cty.NumberUIntVal" or "cty.NumberFloatVal", [GoNumber number]) => Value.Number(Number.Parse(number.Text)),
        ("cty.MustParseNumberVal", [GoString number]) => Value.Number(Number.Parse(number.Text)),
        ("cty.ListValEmpty", [var element]) => Value.List(BuildType(element)),
        ("cty.SetValEmpty", [var element]) => Value.Set(BuildType(element)),
        ("cty.MapValEmpty", [var element]) => Value.Map(BuildType(element), []),
        ("cty.ListVal", [GoSlice slice]) => List(Values(slice)),
        ("cty.SetVal", [GoSlice slice]) => Set(Values(slice)),
        ("cty.TupleVal", [GoSlice slice]) => Value.Tuple(Values(slice)),
        ("cty.MapVal", [GoMap map]) => Value.Map(ElementType([.. Entries(map).Select(e => e.Value)]), Entries(map)),
        ("cty.ObjectVal", [GoMap map]) => Value.Object(Entries(map)),
        _ => throw new FormatException($"not a value: {call}"),
    };

    private static DataType BuildType(GoExpression expression) => expression switch
    {
        GoName { Text: "cty.String" } => DataType.String,
        GoName { Text: "cty.Number" } => DataType.Number,
        GoName { Text: "cty.Bool" } => DataType.Bool,
        GoName { Text: "cty.DynamicPseudoType" } => DataType.Dynamic,
        GoName { Text: "cty.EmptyObject" } => DataType.EmptyObject,
        GoName { Text: "cty.EmptyTuple" } => DataType.EmptyTuple,
        GoCall { Function: "cty.List", Arguments: [var element] } => DataType.List(BuildType(element)),
        GoCall { Function: "cty.Set", Arguments: [var element] } => DataType.Set(BuildType(element)),
        GoCall { Function: "cty.Map", Arguments: [var element] } => DataType.Map(BuildType(element)),
        GoCall { Function: "cty.Tuple", Arguments: [GoSlice elements] } => DataType.Tuple([.. elements.Elements.Select(BuildType)]),
        GoCall { Function: "cty.Object", Arguments: [GoMap attributes] } => DataType.Object(Attributes(attributes)),
        GoCall { Function: "cty.ObjectWithOptionalAttrs", Arguments: [GoMap attributes, GoSlice optional] } =>
            DataType.Object(Attributes(attributes), optional.Elements.Cast<GoString>().Select(n => n.Text)),
        _ => throw new FormatException($"not a type: {expression}"),
    };

    /// <summary>The chain of calls between <c>Refine()</c> and <c>NewValue()</c>, from the inside out.</summary>
    private static Value Refined(GoExpression chain)
    {
        var facts = new Stack<GoMethodCall>();
        while (chain is GoMethodCall { Method: not "Refine" } fact)
        {
            facts.Push(fact);
            chain = fact.Receiver;
        }
        if (chain is not GoMethodCall { Method: "Refine", Receiver: var unknown }) throw new FormatException($"not a refinement: {chain}");
        return ValueOperations.Refine(Build(unknown), start => facts.Aggregate(start, Add));
    }

    private static Refinement Add(Refinement refinement, GoMethodCall fact) => (fact.Method, fact.Arguments) switch
    {
        ("NotNull", []) => refinement with { NotNull = true },
        ("StringPrefixFull", [GoString prefix]) => refinement with { StringPrefix = prefix.Text },
        ("StringPrefix", [GoString prefix]) => refinement.StartingWith(prefix.Text),
        ("NumberLowerBound", [var bound, GoName inclusive]) => refinement with { LowerBound = Bound(bound, inclusive) },
        ("NumberUpperBound", [var bound, GoName inclusive]) => refinement with { UpperBound = Bound(bound, inclusive) },
        ("CollectionLengthLowerBound", [GoNumber length]) => refinement with { LengthMin = Length(length) },
        ("CollectionLengthUpperBound", [GoNumber length]) => refinement with { LengthMax = Length(length) },
        ("CollectionLength", [GoNumber length]) => refinement with { LengthMin = Length(length), LengthMax = Length(length) },
        _ => throw new FormatException($"not a refinement: {fact.Method}"),
    };

    private static NumberBound Bound(GoExpression bound, GoName inclusive) => new(((NumberValue)Build(bound)).Number, IsTrue(inclusive));

    private static int Length(GoNumber length) => int.Parse(length.Text, CultureInfo.InvariantCulture);

    private static bool IsTrue(GoName name) => name.Text is "true" or "cty.True";

    private static ListValue List(Value[] elements) => Value.List(ElementType(elements), elements);

    private static Value Set(Value[] elements) => Value.Set(ElementType(elements), elements);

    private static DataType ElementType(Value[] elements) => ElementTypes.CommonType(elements) ?? throw new FormatException("the elements differ in type");

    private static Value[] Values(GoSlice slice) => [.. slice.Elements.Select(Build)];

    private static IEnumerable<KeyValuePair<string, Value>> Entries(GoMap map) => map.Entries.Select(e => KeyValuePair.Create(e.Key, Build(e.Value)));

    private static IEnumerable<KeyValuePair<string, DataType>> Attributes(GoMap map) => map.Entries.Select(e => KeyValuePair.Create(e.Key, BuildType(e.Value)));

    /// <summary>A mark, or the set of several that <c>NewValueMarks</c> makes.</summary>
    private static IEnumerable<Mark> Marks(GoExpression expression) => expression switch
    {
        GoString mark => [Mark.Named(mark.Text)],
        GoCall { Function: "cty.NewValueMarks", Arguments: var marks } => marks.SelectMany(Marks),
        _ => throw new FormatException($"not a mark: {expression}"),
    };
}

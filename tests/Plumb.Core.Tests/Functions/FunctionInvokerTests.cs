using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;

namespace Plumb.Core.Tests.Functions;

public sealed class FunctionInvokerTests
{
    private static readonly Value A = Value.String("a");

    [Fact]
    public void A_wrong_number_of_arguments_is_refused()
    {
        Assert.Equal("wrong number of arguments (1 required; 2 given)", Call(Echo(), [A, A]).Error?.Message);
        Assert.Equal("wrong number of arguments (at least 1 required; 0 given)", Call(Echo(variadic: new Parameter("rest", DataType.String)), []).Error?.Message);
        Assert.Null(Call(Echo(variadic: new Parameter("rest", DataType.String)), [A, A, A]).Error);
    }

    [Fact]
    public void Null_is_refused_with_the_argument_unless_allowed()
    {
        Assert.Equal(0, Call(Echo(), [Value.Null(DataType.String)]).Error?.Argument);
        Assert.True(Call(Echo(p => p with { AllowNull = true }), [Value.Null(DataType.String)]).Result.IsNull);
    }

    [Fact]
    public void An_unknown_argument_makes_an_unknown_of_the_return_type_that_keeps_marks()
    {
        var (result, _) = Call(Echo(), [Value.Unknown(DataType.String).WithMark(Mark.Sensitive)]);
        Assert.Equal(Value.Unknown(DataType.String).WithMark(Mark.Sensitive), result);
    }

    [Fact]
    public void An_argument_of_unknown_type_leaves_even_the_type_open()
    {
        var any = Echo(p => p with { Type = DataType.Dynamic });
        Assert.Same(Value.DynamicUnknown, Call(any, [Value.DynamicUnknown]).Result);
    }

    [Fact]
    public void Marks_at_any_depth_move_to_the_result_unless_the_function_sees_them()
    {
        var list = Value.List(DataType.String, A.WithMark(Mark.Sensitive));
        var type = DataType.List(DataType.String);
        Assert.Equal(list.UnmarkDeep().WithMark(Mark.Sensitive), Call(Echo(p => p with { Type = type }, type), [list]).Result);
        Assert.Equal(list, Call(Echo(p => p with { Type = type, AllowMarked = true }, type), [list]).Result);
    }

    [Fact]
    public void A_function_that_breaks_its_promise_is_a_bug()
    {
        Assert.Throws<InvalidOperationException>(() => Call(Echo(returns: DataType.Bool), [A]));
    }

    private static (Value Result, FunctionError? Error) Call(Function function, Value[] arguments) =>
        (FunctionInvoker.Call(function, arguments, out var error), error);

    private static Function Echo(Func<Parameter, Parameter>? change = null, DataType? returns = null, Parameter? variadic = null) => new()
    {
        Name = "echo",
        Parameters = [change?.Invoke(new Parameter("value", DataType.String)) ?? new Parameter("value", DataType.String)],
        VariadicParameter = variadic,
        ReturnType = Function.Returns(returns ?? DataType.String),
        Body = call => call[0],
    };
}

using System.Globalization;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Providers.Random;

/// <summary><c>random_integer</c>: a whole number between two others, both included.</summary>
public sealed class RandomInteger : RandomResource
{
    public override string Type => "random_integer";

    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Description = "Draws a whole number between two others.",
        Attributes =
        [
            Keepers,
            Arguments.Required("min", DataType.Number, "The lowest number that may be drawn."),
            Arguments.Required("max", DataType.Number, "The highest number that may be drawn."),
            Arguments.Optional("seed", DataType.String, "Makes the draw repeatable."),
            Arguments.Computed("result", DataType.Number, "The number."),
            Arguments.Computed("id", DataType.String, "The number as text."),
        ],
    })
    { IsStateOnly = true };

    public override ValueTask<ApplyResponse> CreateAsync(ApplyCall call, CancellationToken cancellation) => new(Draw(call.Planned));

    public override ValueTask<ImportResponse> ImportAsync(ImportCall call, CancellationToken cancellation) => new(Import(call.Id));

    private ApplyResponse Draw(ObjectValue planned)
    {
        var (min, max) = (planned.WholeNumberOf("min"), planned.WholeNumberOf("max"));
        if (min is not { } low || max is not { } high || low > high)
        {
            return new ApplyResponse(Value.Null(Schema.Block.ImpliedType))
            {
                Diagnostics = [ProviderDiagnostic.Error("Create Random Integer Error", "The minimum (min) value needs to be smaller than or equal to maximum (max) value.")],
            };
        }
        var drawn = unchecked(low + (long)new RandomSource(planned.TextOf("seed")).Below((ulong)(high - low) + 1));
        return new ApplyResponse(planned.With("result", Value.Number(drawn)).With("id", Value.String(drawn.ToString(CultureInfo.InvariantCulture))));
    }

    /// <summary>As <c>result,min,max</c> or <c>result,min,max,seed</c>.</summary>
    private ImportResponse Import(string id)
    {
        var parts = id.Split(',');
        var numbers = new long[3];
        var isValid = parts.Length is 3 or 4;
        for (var i = 0; isValid && i < numbers.Length; i++)
            isValid = long.TryParse(parts[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out numbers[i]);
        if (!isValid || parts.Any(p => p.Length == 0)) return NotImported($"\"{id}\" is not of the form result,min,max or result,min,max,seed.");
        return Imported(
            ("result", Value.Number(numbers[0])), ("min", Value.Number(numbers[1])), ("max", Value.Number(numbers[2])),
            ("seed", parts.Length == 4 ? Value.String(parts[3]) : Value.Null(DataType.String)), ("id", Value.String(parts[0])));
    }
}

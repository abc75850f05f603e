using System.Globalization;
using Plumb.Core.Numerics;
using Plumb.Core.Values;

namespace Plumb.Provider.Validation;

internal sealed class TextRule(Func<string, bool> isRight, Func<string, string> refusal) : Validator
{
    public override void Check(AttributeCheck check)
    {
        if (check.Value is StringValue { Text: var text } && !isRight(text)) check.Refuse(refusal(text));
    }
}

internal sealed class NumberRule(Number? minimum, Number? maximum) : Validator
{
    public override void Check(AttributeCheck check)
    {
        if (check.Value is not NumberValue { Number: var number }) return;
        if ((minimum is { } low && number.CompareTo(low) < 0) || (maximum is { } high && number.CompareTo(high) > 0)) check.Refuse($"value must be {Bounds}, got: {number}.");
    }

    private string Bounds => (minimum, maximum) switch
    {
        ({ } low, { } high) => $"between {low} and {high}",
        ({ } low, _) => $"at least {low}",
        _ => $"at most {maximum}",
    };
}

internal sealed class WholeNumberRule(long minimum, long maximum) : Validator
{
    public override void Check(AttributeCheck check)
    {
        if (check.Value is not NumberValue { Number: var number }) return;
        if (!number.TryGetInt64(out var whole)) check.Refuse($"value must be a whole number of at most 64 bits, got: {number}.");
        else if (whole < minimum || whole > maximum) check.Refuse(string.Create(CultureInfo.InvariantCulture, $"value must be between {minimum} and {maximum}, got: {whole}."));
    }
}

internal sealed class SizeRule(int minimum, int maximum) : Validator
{
    public override void Check(AttributeCheck check)
    {
        var size = check.Value switch
        {
            SequenceValue s => s.Count,
            MapValue m => m.Count,
            _ => -1,
        };
        if (size >= 0 && (size < minimum || size > maximum))
            check.Refuse(string.Create(CultureInfo.InvariantCulture, $"must contain {Validators.Range(minimum, maximum)} elements, got: {size}."));
    }
}

internal sealed class UniqueRule : Validator
{
    public override void Check(AttributeCheck check)
    {
        if (check.Value is not SequenceValue sequence) return;
        var seen = new HashSet<Value>();
        foreach (var element in sequence.Elements)
            if (element.IsWhollyKnown && !seen.Add(element)) check.Refuse($"must not contain an element twice, got twice: {element}.");
    }
}

internal sealed class ElementRule(Validator rule, bool keys) : Validator
{
    public override void Check(AttributeCheck check)
    {
        if (check.Value is MapValue map)
        {
            for (var i = 0; i < map.Count; i++)
            {
                var key = Value.String(map.NameAt(i));
                CheckElement(check, keys ? key : map.Values[i], key);
            }
        }
        else if (check.Value is SequenceValue sequence && !keys)
        {
            for (var i = 0; i < sequence.Count; i++) CheckElement(check, sequence[i], sequence is SetValue ? sequence[i] : Value.Number(i));
        }
    }

    private void CheckElement(AttributeCheck check, Value element, Value key)
    {
        if (element is not UnknownValue && (rule.SeesNull || !element.IsNull)) rule.Check(check.Inside(element, key));
    }
}

internal sealed class AllRules(IReadOnlyList<Validator> rules) : Validator
{
    public override void Check(AttributeCheck check)
    {
        foreach (var rule in rules) rule.Check(check);
    }
}

internal sealed class AnyRule(IReadOnlyList<Validator> rules) : Validator
{
    public override void Check(AttributeCheck check)
    {
        var refusals = new List<ProviderDiagnostic>();
        foreach (var rule in rules)
        {
            var own = new List<ProviderDiagnostic>();
            rule.Check(new AttributeCheck(check.Name, check.Value, check.Parent, ValuePath.Root, own));
            if (own.Count == 0) return;
            refusals.AddRange(own);
        }
        if (refusals.Count > 0) check.Refuse("Invalid Attribute Value", $"None of these was met:\n{string.Join('\n', refusals.Select(r => $"- {r.Detail}"))}");
    }
}

internal sealed class OwnRule(Func<Value, string?> refusal) : Validator
{
    public override void Check(AttributeCheck check)
    {
        if (refusal(check.Value) is { } sentence) check.Refuse(sentence);
    }
}

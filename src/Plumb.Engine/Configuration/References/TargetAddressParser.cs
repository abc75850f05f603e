using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.References;

/// <summary>Reads <c>module.a[0].type.name["k"]</c>.</summary>
public static class TargetAddressParser
{
    private static readonly HashSet<string> Reserved = new(
        ["count", "each", "local", "path", "self", "terraform", "tofu", "template", "lazy", "arg", "var"], StringComparer.Ordinal);

    /// <summary>Null where it is no such address; the diagnostics say why.</summary>
    public static TargetAddress? Parse(Traversal traversal, DiagnosticBag diagnostics)
    {
        var reader = new Reader(traversal, diagnostics);
        if (!reader.ReadModules()) return null;
        return reader.IsAtEnd
            ? new TargetAddress(reader.Module, null, InstanceKey.None) { FirstKey = reader.FirstKey }
            : reader.ReadResource();
    }

    /// <summary>Walks the root and the steps as one sequence of names and keys.</summary>
    private sealed class Reader(Traversal traversal, DiagnosticBag diagnostics)
    {
        private int _at;

        internal ModuleInstanceAddress Module { get; private set; } = ModuleInstanceAddress.Root;

        internal (TraversalStep Step, bool OfModule)? FirstKey { get; private set; }

        internal bool IsAtEnd => _at > traversal.Steps.Count;

        private int Left => traversal.Steps.Count + 1 - _at;

        internal bool ReadModules()
        {
            while (!IsAtEnd && Name(_at) == "module")
            {
                if (Left < 2) return Fail(ReferenceRules.InvalidAddressOperator, SpanOf(_at), "After \"module.\" there must be the name of a module.");
                if (Name(_at + 1) is not { } name) return Fail(ReferenceRules.InvalidAddressOperator, SpanOf(_at + 1), "After \"module.\" there must be the name of a module.");
                _at += 2;
                if (!TryReadKey(true, out var key)) return false;
                Module = Module.Child(name, key);
            }
            return true;
        }

        internal TargetAddress? ReadResource()
        {
            if (_at == 0 && Reserved.Contains(traversal.RootName))
            {
                Fail(ReferenceRules.InvalidAddress, traversal.Span, $"The word \"{traversal.RootName}\" means something else in the language. If it is a resource type, write \"resource.\" before it.");
                return null;
            }
            var mode = Name(_at) switch
            {
                "data" => ResourceMode.Data,
                "ephemeral" => ResourceMode.Ephemeral,
                _ => ResourceMode.Managed,
            };
            if (mode != ResourceMode.Managed || Name(_at) == "resource") _at++;
            if (Left < 2) return Refuse(Rest(), "A resource is written with its type and its name, as in type.name.");
            if (Name(_at) is not { } type) return Refuse(SpanOf(_at), "The name of a resource type is required here.");
            if (Name(_at + 1) is not { } name) return Refuse(SpanOf(_at + 1), "The name of a resource is required here.");
            _at += 2;
            if (Left > 1) return Refuse(SpanOf(_at + 1), "Nothing can follow the address of a resource instance.");
            if (Left == 1 && Name(_at) is not null) return Refuse(SpanOf(_at), "An instance key is written in square brackets.");
            return TryReadKey(false, out var key)
                ? new TargetAddress(Module, new ResourceName(mode, type, name), key) { FirstKey = FirstKey }
                : null;
        }

        private bool TryReadKey(bool ofModule, out InstanceKey key)
        {
            key = InstanceKey.None;
            if (IsAtEnd || traversal.Steps[_at - 1] is not IndexTraversal index) return true;
            switch (index.Key)
            {
                case StringValue s:
                    key = InstanceKey.Of(s.Text);
                    break;
                case NumberValue n when n.Number.TryGetInt32(out var number):
                    key = InstanceKey.Of(number);
                    break;
                default:
                    return Fail(ofModule ? ReferenceRules.InvalidAddressOperator : ReferenceRules.InvalidAddress, index.Span, "An instance key is a whole number or a string.");
            }
            FirstKey ??= (index, ofModule);
            _at++;
            return true;
        }

        private string? Name(int at) => at == 0 ? traversal.RootName : at <= traversal.Steps.Count ? (traversal.Steps[at - 1] as AttributeTraversal)?.Name : null;

        private SourceSpan SpanOf(int at) => at == 0 ? traversal.RootSpan : traversal.Steps[at - 1].Span;

        private SourceSpan Rest() => IsAtEnd ? SpanOf(_at - 1) : SpanOf(_at).To(SpanOf(traversal.Steps.Count));

        private bool Fail(DiagnosticRule rule, SourceSpan span, string detail)
        {
            diagnostics.Add(rule, span, detail);
            return false;
        }

        private TargetAddress? Refuse(SourceSpan span, string detail)
        {
            Fail(ReferenceRules.InvalidAddress, span, detail);
            return null;
        }
    }
}

using Plumb.Core.Values;
using Plumb.Provider.Behaviors;
using Plumb.Provider.Schemas;
using Plumb.Provider.Validation;

namespace Plumb.Provider.Authoring;

/// <summary>
/// Rules put on attributes and blocks of a schema that is made while the program runs, as the attributes of a model class
/// put them on its properties: <c>Arguments.Required("name", DataType.String).RequiresReplace().Checked(Validators.LengthAtMost(63))</c>.
/// </summary>
public static class ArgumentRules
{
    extension(AttributeSchema attribute)
    {
        /// <summary>Planned where nothing is configured; makes the attribute optional and computed.</summary>
        public AttributeSchema DefaultsTo(Value value) => attribute with { Optional = true, Computed = true, Behavior = attribute.Rules with { Default = value } };

        /// <summary>Another value makes another object.</summary>
        public AttributeSchema RequiresReplace() => attribute.PlannedBy(PlanModifiers.RequiresReplace);

        /// <summary>A computed value stays as it is stored in updates.</summary>
        public AttributeSchema UseStateForUnknown() => attribute.PlannedBy(PlanModifiers.UseStateForUnknown);

        public AttributeSchema PlannedBy(params IReadOnlyList<IPlanModifier> modifiers) =>
            attribute with { Behavior = attribute.Rules with { Modifiers = [.. attribute.Rules.Modifiers, .. modifiers] } };

        public AttributeSchema Checked(params IReadOnlyList<Validator> validators) =>
            attribute with { Behavior = attribute.Rules with { Validators = [.. attribute.Rules.Validators, .. validators] } };

        public AttributeSchema WriteOnly() => attribute with { WriteOnly = true };

        public AttributeSchema Deprecated(string message) => attribute with { DeprecationMessage = message };

        private AttributeBehavior Rules => attribute.Behavior ?? AttributeBehavior.None;
    }

    /// <summary>An attribute of nested attributes; who sets it follows: <c>with { Optional = true }</c>.</summary>
    public static AttributeSchema Nested(string name, NestingMode nesting, params IReadOnlyList<AttributeSchema> attributes) =>
        new(name) { Nested = new NestedAttributes(nesting, attributes) };

    public static NestedBlockSchema Block(string name, NestingMode nesting, params IReadOnlyList<AttributeSchema> attributes) =>
        new(name, nesting, new BlockSchema { Attributes = attributes });
}

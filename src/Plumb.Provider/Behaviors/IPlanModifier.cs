using Plumb.Core.Values;

namespace Plumb.Provider.Behaviors;

/// <summary>Adjusts what is planned for one attribute. Modifiers run in their order, each seeing what the one before it made.</summary>
public interface IPlanModifier
{
    void Modify(ref AttributePlan plan);
}

/// <summary>The plan of one attribute, as far as it has come.</summary>
public struct AttributePlan
{
    /// <summary>Null where the object, or the part of it that the attribute is in, is new.</summary>
    public Value? Prior { get; init; }

    public Value Config { get; init; }

    public Value Planned { get; set; }

    /// <summary>The change cannot be made in place. Of no effect where <see cref="IsNewObject"/>.</summary>
    public bool RequiresReplace { get; set; }

    /// <summary>The object as a whole is to be created.</summary>
    public bool IsNewObject { get; init; }
}

namespace Plumb.Jinja.Values;

/// <summary>What may be done with a value that is not there.</summary>
public enum UndefinedKind
{
    /// <summary>Prints as nothing, is empty and false; an attribute of it is a fault.</summary>
    Default,

    /// <summary>Every use but a test whether it is defined is a fault.</summary>
    Strict,

    /// <summary>As the default, and an attribute of it is undefined in turn.</summary>
    Chainable,

    /// <summary>As the default, and prints as what was asked for.</summary>
    Debug,

    /// <summary>As strict, but an attribute of it is the same undefined value, so that the first fault is the one told.</summary>
    StrictChainable,
}

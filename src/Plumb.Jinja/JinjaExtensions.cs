namespace Plumb.Jinja;

/// <summary>Parts of the language that are off unless asked for.</summary>
[Flags]
public enum JinjaExtensions
{
    None = 0,

    /// <summary>The <c>do</c> statement.</summary>
    Do = 1,

    /// <summary>The <c>break</c> and <c>continue</c> statements.</summary>
    LoopControls = 2,

    /// <summary>The <c>trans</c> statement.</summary>
    Translation = 4,

    /// <summary>The <c>debug</c> statement.</summary>
    Debug = 8,
}

namespace Plumb.Hosts.Protocol;

/// <summary>The line with which the executor says that it is there, and which version of the protocol it speaks. Both sides are of one build, so that the versions are equal or all is wrong.</summary>
internal static class Greeting
{
    public const string Word = "PLUMB-READY";
    public const string Line = Word + " 2";
}

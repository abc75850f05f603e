using Xunit.Sdk;
using Xunit.v3;

// Cases are independent of each other; two at a time, because some start programs that want a core each.
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 2)]

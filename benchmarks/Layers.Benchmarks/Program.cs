using BenchmarkDotNet.Running;
using Layers.Benchmarks;

switch (args)
{
    case ["ratios"]:
        Ratios.Run(Console.Out);
        return 0;
    case ["micro", .. var rest]:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(rest.Length == 0 ? ["--filter", "*"] : rest);
        return 0;
    default:
        Console.Error.WriteLine("Say 'ratios' for the table of benchmarks/README.md, or 'micro' for BenchmarkDotNet, with its own arguments after it.");
        return 2;
}

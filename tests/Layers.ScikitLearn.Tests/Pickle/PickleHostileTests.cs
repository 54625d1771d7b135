using System.Diagnostics;
using System.Globalization;

namespace Layers.ScikitLearn.Tests;

/// <summary>Tests of files that would run a command, fill the memory or overflow the stack in a careless reader, and of truncated
/// files.</summary>
public sealed class PickleHostileTests
{
    private const long MostMemory = 10_000_000;

    [TestCaseSource(typeof(PickleFixtures), nameof(PickleFixtures.Hostile))]
    public void AHostileFile_IsRefused_AndNothingHappens(string name)
    {
        var path = PickleFixtures.At(name);
        var (before, start) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        var fault = Assert.Throws<InvalidDataException>(() => PickleFile.Read(path))!;
        var (allocated, took) = (GC.GetAllocatedBytesForCurrentThread() - before, Stopwatch.GetElapsedTime(start));
        TestContext.Out.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{allocated:N0} bytes, {took.TotalMilliseconds:f1} ms: {fault.Message}"));
        Assert.That(allocated, Is.LessThan(MostMemory));
        Assert.That(fault.Message, Does.Contain(path).And.Contain("at byte "));
        if (name is "hostile_system.pkl" or "hostile_inside.pkl") Assert.That(fault.Message, Does.Contain("posix.system"));
        if (name is "hostile_inside.pkl") Assert.That(fault.Message, Does.Contain("inside a StandardScaler"));
        Assert.That(File.Exists("pwned"), Is.False);
        Assert.That(File.Exists(Path.Combine(PickleFixtures.Folder, "pwned")), Is.False);
    }

    [TestCaseSource(typeof(PickleFixtures), nameof(PickleFixtures.Refused))]
    public void ARefusedFile_HasItsNamesInTheMessage(string name)
    {
        var fault = Assert.Throws<NotSupportedException>(() => PickleFile.Read(PickleFixtures.At(name)))!;
        Assert.That(fault.Message, Does.Contain("Model.Adopt(…).Use(layer, columns)"));
        var isFunction = name.StartsWith("refused_function", StringComparison.Ordinal);
        Assert.That(fault.Message, Does.Contain(isFunction ? "numpy.log1p inside a FunctionTransformer" : "my_project.features.Own"));
    }

    [TestCaseSource(typeof(PickleFixtures), nameof(PickleFixtures.Good))]
    public void AFileThatIsCutOff_IsRefused(string name)
    {
        var bytes = PickleFixtures.Bytes(name);
        // A large file is cut only at the bytes near its ends.
        var lengths = bytes.Length <= 4_000 ? Enumerable.Range(0, bytes.Length)
            : Enumerable.Range(0, 500).Concat(Enumerable.Range(bytes.Length - 500, 500));
        foreach (var length in lengths)
            Assert.Throws<InvalidDataException>(() => PickleFile.Read(bytes.AsMemory(0, length), name), $"{length} of {bytes.Length}");
    }

    [Test]
    public void AMissingFile_IsNotFound() => Assert.Throws<FileNotFoundException>(() => PickleFile.Read(PickleFixtures.At("nothing.pkl")));
}

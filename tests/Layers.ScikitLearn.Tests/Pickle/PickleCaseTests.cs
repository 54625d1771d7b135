namespace Layers.ScikitLearn.Tests;

/// <summary>Tests the cases of <c>made/make.py</c>: all kinds of containers, arrays and compressions of Python and NumPy, and refused
/// files.</summary>
public sealed class PickleCaseTests
{
    // Decompressors have buffers of some megabytes, for any file.
    private const long MostMemory = 40_000_000;

    private static IEnumerable<string> Good => PickleCases.All.Where(made => made.Error is null).Select(made => made.Name);

    private static IEnumerable<string> Refused => PickleCases.All.Where(made => made.Error is not null).Select(made => made.Name);

    [TestCaseSource(nameof(Good))]
    public void AValue_IsWhatPythonWrote(string name)
    {
        var made = Case(name);
        Assert.That(Description.Of(PickleFile.Read(made.Bytes, name))?.ToJsonString(), Is.EqualTo(made.Value?.ToJsonString()));
    }

    [TestCaseSource(nameof(Refused))]
    public void ARefusal_NamesItsReason_AndAllocatesLittle(string name)
    {
        var made = Case(name);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Assert.Catch(() => PickleFile.Read(made.Bytes, "some file"))!;
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostMemory));
        Assert.That(fault.GetType().Name, Is.EqualTo(made.Error), fault.Message);
        Assert.That(fault.Message, Does.Contain("'some file'"));
        foreach (var word in made.Words) Assert.That(fault.Message, Does.Contain(word));
    }

    private static PickleCase Case(string name) => PickleCases.All.Single(made => made.Name == name);
}

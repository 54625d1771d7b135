using System.Text.Json.Nodes;

namespace Layers.ScikitLearn.Tests;

/// <summary>Containers, arrays and compressions of all kinds that Python and NumPy write, and what is refused: the cases of <c>made/make.py</c>.</summary>
public sealed class PickleCaseTests
{
    private const long MostMemory = 40_000_000;

    private static readonly JsonArray s_cases = (JsonArray)JsonNode.Parse(File.ReadAllText(Path.Combine(PickleFixtures.Folder, "made", "cases.json")))!;

    private static IEnumerable<string> Good => Names(refused: false);

    private static IEnumerable<string> Refused => Names(refused: true);

    [TestCaseSource(nameof(Good))]
    public void AValue_IsWhatPythonWrote(string name)
    {
        var made = Case(name);
        var read = Description.Of(PickleFile.Read(Bytes(made), name));
        var expected = made["same"] is { } same ? Case((string)same!) : made;
        Assert.That(read?.ToJsonString(), Is.EqualTo(expected["value"]?.ToJsonString()));
    }

    [TestCaseSource(nameof(Refused))]
    public void ARefusal_SaysWhatItIs(string name)
    {
        var made = Case(name);
        var bytes = Bytes(made);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Assert.Catch(() => PickleFile.Read(bytes, "some file"))!;
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostMemory + 20 * bytes.Length));
        Assert.That(fault.GetType().Name, Is.EqualTo((string)made["error"]!), fault.Message);
        Assert.That(fault.Message, Does.Contain("'some file'"));
        foreach (var word in (JsonArray)made["refused"]!) Assert.That(fault.Message, Does.Contain((string)word!));
    }

    private static IEnumerable<string> Names(bool refused) => s_cases.Where(made => made!["error"] is not null == refused).Select(made => (string)made!["name"]!);

    private static JsonNode Case(string name) => s_cases.Single(made => (string)made!["name"]! == name)!;

    private static byte[] Bytes(JsonNode made) => Convert.FromBase64String((string)made["bytes"]!);
}

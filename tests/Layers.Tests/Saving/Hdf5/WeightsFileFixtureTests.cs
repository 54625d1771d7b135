using System.Text.Json;
using Layers.Graphs;

namespace Layers.Tests;

/// <summary>Files of real Keras and h5py, and the contents that h5py reads from them.</summary>
public class WeightsFileFixtureTests
{
    private static IEnumerable<string> Files => [.. Hdf5Files.In("keras"), .. Hdf5Files.In("formats")];

    [TestCaseSource(nameof(Files))]
    public void Groups_AndTheirNames_AreThoseOfH5py(string file)
    {
        var groups = Hdf5Files.Groups(WeightsFile.Read(Hdf5Files.Bytes(file))).ToDictionary(g => g.Path, g => g.Group.Name);

        var expected = Hdf5Files.Expected(file).GetProperty("groups").EnumerateObject().ToDictionary(g => g.Name, g => g.Value.GetString());
        Assert.That(groups, Is.EquivalentTo(expected));
    }

    [TestCaseSource(nameof(Files))]
    public void Tensors_AreThoseOfH5py(string file)
    {
        var tensors = Hdf5Files.Tensors(WeightsFile.Read(Hdf5Files.Bytes(file))).ToDictionary(t => t.Path, t => t.Read);

        var expected = Hdf5Files.Expected(file).GetProperty("tensors").EnumerateObject().Where(t => !IsOther(t.Name, file)).ToArray();
        Assert.That(tensors.Keys.Where(path => !IsOther(path, file)), Is.EquivalentTo(expected.Select(t => t.Name)));
        using (Assert.EnterMultipleScope())
            foreach (var (path, value) in expected.Select(t => (t.Name, t.Value)))
            {
                var tensor = tensors[path]();
                var numbers = Hdf5Files.Numbers(tensor);
                var first = value.GetProperty("data").EnumerateArray().Select(Number).ToArray();
                Assert.That(tensor.Type.Name(), Is.EqualTo(value.GetProperty("dtype").GetString()), path);
                Assert.That(tensor.Shape.ToArray(), Is.EqualTo(value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64())),
                    path);
                Assert.That(numbers.Take(first.Length), Is.EqualTo(first), path);
                Assert.That(numbers.Sum(), Is.EqualTo(value.GetProperty("sum").GetDouble()).Within(1e-9).Percent, path);
            }
    }

    [TestCaseSource(nameof(Files))]
    public void AFileThatWasRead_IsWrittenUnchanged(string file)
    {
        var root = WeightsFile.Read(Hdf5Files.Bytes(file));
        var copy = new WeightGroup();
        foreach (var (path, group) in Hdf5Files.Groups(root).Where(g => g.Path != "other"))
        {
            copy.At(path).Name = group.Name;
            foreach (var name in group.Tensors.Where(name => !IsOther(WeightsFile.Join(path, name), file)))
                copy.At(path)[name] = group[name];
        }

        Assert.That(Hdf5Files.Text(WeightsFile.Read(Hdf5Files.Written(copy))), Is.EqualTo(Hdf5Files.Text(copy)));
    }

    [TestCase("mpg_adam")]
    public void TheVariablesOfAModel_AreInOrder(string model)
    {
        var root = WeightsFile.Read(Hdf5Files.Bytes($"keras/{model}.h5"));

        Assert.That(root.Variables("layers/normalization/vars").Select(t => t.Shape.ToString()), Is.EqualTo(new[] { "[6]", "[6]", "[]" }));
        Assert.That(root.Variables("layers/dense/vars").Select(t => t.Shape.ToString()), Is.EqualTo(new[] { "[6, 16]", "[16]" }));
        Assert.That(root.Variables("optimizer/vars").Select(t => t.Shape.ToString()), Is.EqualTo(new[]
        {
            "[]", "[]", "[6, 16]", "[6, 16]", "[16]", "[16]", "[16, 16]", "[16, 16]", "[16]", "[16]", "[16, 1]", "[16, 1]", "[1]", "[1]",
        }));
        Assert.That(root.Find("layers/normalization/vars")!.Name, Is.EqualTo("normalization"));
    }

    // An unsupported type is an error only when the tensor is read: an unused group does not make a file unreadable.
    [TestCase("text", "text")]
    [TestCase("compound", "compound")]
    [TestCase("nothing", "without elements")]
    [TestCase("no bfloat16", "opaque")]
    [TestCase("lzf", "lzf")]
    [TestCase("enumeration", "enumerated")]
    public void AnUnsupportedTensor_IsRefusedWhenItIsRead(string name, string reason)
    {
        foreach (var file in new[] { "formats/earliest.h5", "formats/v110.h5" })
        {
            var root = WeightsFile.Read(Hdf5Files.Bytes(file));

            Assert.That(() => root.At("other")[name],
                Throws.TypeOf<InvalidDataException>().With.Message.Contains($"'other/{name}'").And.Message.Contains(reason));
        }
    }

    [Test]
    public void ATensorOfHdf5Two_IsRead() =>
        Assert.That(WeightsFile.Read(Hdf5Files.Bytes("refused/newest.h5")).Variables("vars")[0].ToArray<float>(),
            Is.EqualTo(new float[] { 0, 1, 2, 3 }));

    // Keras writes no resizable tensor, and the newest format stores the chunks of one differently.
    [TestCase("v110")]
    [TestCase("v110_in_order")]
    public void ATensorThatMayGrow_InTheNewestFormat_IsRefused(string format) =>
        Assert.That(() => WeightsFile.Read(Hdf5Files.Bytes($"formats/{format}.h5")).At("chunks")["may grow"],
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("'chunks/may grow'").And.Message.Contains("can grow"));

    private static bool IsOther(string path, string file) =>
        path.StartsWith("other/", StringComparison.Ordinal)
            || (path == "chunks/may grow" && file.Contains("v110", StringComparison.Ordinal));

    private static double Number(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => element.GetDouble(),
    };
}

using FsCheck;
using FsCheck.Fluent;
using Layers.Graphs;
using Layers.Testing;

namespace Layers.Tests;

public class WeightsFileTests
{
    private static readonly DType[] Types = [.. Enum.GetValues<DType>().Where(t => t != DType.String)];

    private static readonly long[][] Shapes = [[], [1], [3], [0], [2, 3], [0, 4], [4, 0, 2], [2, 3, 4, 5], [1, 1, 1, 1, 1, 1, 1]];

    [Test]
    public void EveryTypeInEveryShape_IsRestored(
        [ValueSource(nameof(Types))] DType type, [ValueSource(nameof(Shapes))] long[] sizes)
    {
        var root = new WeightGroup();
        root.SetVariables("vars", [Tensor(type, Shape.Of(sizes), seed: 1)]);

        var back = WeightsFile.Read(Hdf5Files.Written(root)).Variables("vars")[0];

        Assert.That(back.Type, Is.EqualTo(type));
        Assert.That(back.Shape, Is.EqualTo(Shape.Of(sizes)));
        Assert.That(back.AsBytes().ToArray(), Is.EqualTo(root.Variables("vars")[0].AsBytes().ToArray()));
    }

    [Test]
    public void AnyTree_IsRestored() => Prop.ForAll(
        Arb.From(Gen.Choose(0, int.MaxValue)),
        seed =>
        {
            var root = RandomTree(new System.Random(seed), depth: 0);
            root.At("vars");
            var back = WeightsFile.Read(Hdf5Files.Written(root));
            return Hdf5Files.Text(back) == Hdf5Files.Text(root);
        }).Hold();

    [Test]
    public void ManyEntriesInAGroup_AreRestored([Values(8, 9, 30, 200, 256, 257, 3000)] int count)
    {
        var root = new WeightGroup();
        root.SetVariables("optimizer/vars", Enumerable.Range(0, count).Select(i => TensorData.Scalar(i)), "adam");
        for (var i = 0; i < count; i++) root.SetVariables($"layers/dense_{i}/vars", [], $"dense {i}");

        var back = WeightsFile.Read(Hdf5Files.Written(root));

        Assert.That(back.Variables("optimizer/vars").Select(t => t.ToArray<int>()[0]), Is.EqualTo(Enumerable.Range(0, count)));
        Assert.That(back.At("layers").Groups, Has.Count.EqualTo(count));
        Assert.That(back.Find($"layers/dense_{count - 1}/vars")!.Name, Is.EqualTo($"dense {count - 1}"));
    }

    [Test]
    public void NamesInAnyScript_AndOfAnyLength_AreRestored([Values("", "dense", "été", "層", "🌊",
        "a name of nine hundred letters")] string name)
    {
        if (name.EndsWith("letters", StringComparison.Ordinal)) name = new string('x', 900);
        var root = new WeightGroup();
        root.SetVariables($"layers/{(name.Length > 0 ? name : "no name")}/vars", [new float[] { 1 }], name);

        var back = WeightsFile.Read(Hdf5Files.Written(root));

        Assert.That(Hdf5Files.Groups(back).Single(g => g.Group.Tensors.Count > 0).Group.Name, Is.EqualTo(name));
        Assert.That(Hdf5Files.Text(back.At("layers")), Is.EqualTo(Hdf5Files.Text(root.At("layers"))));
    }

    [Test]
    public void ALongName_GetsACollectionOfItsOwn()
    {
        var root = new WeightGroup();
        var lengths = new[] { 10, 4064, 4065, 10_000, 3 };
        foreach (var length in lengths) root.SetVariables($"layers/l{length}/vars", [], new string('n', length));

        var back = WeightsFile.Read(Hdf5Files.Written(root)).At("layers");

        Assert.That(back.Groups.Values.Select(g => g.At("vars").Name!.Length), Is.EquivalentTo(lengths));
    }

    [Test]
    public void TheRootAlwaysHasVars_WithoutChangingTheTree()
    {
        var root = new WeightGroup();

        var back = WeightsFile.Read(Hdf5Files.Written(root));

        Assert.That(back.Groups.Keys, Is.EqualTo(new[] { "vars" }));
        Assert.That(root.Groups, Is.Empty);
    }

    [Test]
    public void WritingTwice_GivesTheSameBytes()
    {
        var root = RandomTree(new System.Random(5), depth: 0);

        var first = Hdf5Files.Written(root);

        Assert.That(Hdf5Files.Written(root), Is.EqualTo(first));
    }

    [Test]
    public void AStreamThatOnlyGoesForward_CanBeWrittenAndRead()
    {
        var root = new WeightGroup();
        root.SetVariables("vars", [new float[] { 1, 2 }, new double[] { 3 }]);
        using var zip = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(zip, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry("model.weights.h5").Open())
            WeightsFile.Write(root, entry);

        using var again = new System.IO.Compression.ZipArchive(zip, System.IO.Compression.ZipArchiveMode.Read);
        using var stream = again.Entries[0].Open();
        var back = WeightsFile.Read(stream);

        Assert.That(back.Variables("vars")[0].ToArray<float>(), Is.EqualTo(new[] { 1f, 2 }));
        Assert.That(back.Variables("vars")[1].ToArray<double>(), Is.EqualTo(new[] { 3.0 }));
    }

    [Test]
    public void Strings_AreNotWeights()
    {
        var root = new WeightGroup();
        root.SetVariables("layers/text/vars", [new[] { "a" }]);

        Assert.That(() => Hdf5Files.Written(root), Throws.ArgumentException.With.Message.Contains("'layers/text/vars/0'"));
    }

    private static WeightGroup RandomTree(System.Random random, int depth)
    {
        var group = new WeightGroup { Name = random.Next(3) == 0 ? new string('é', random.Next(1, 600)) : null };
        FillRandomly(group, random, depth);
        return group;
    }

    private static void FillRandomly(WeightGroup group, System.Random random, int depth)
    {
        for (var i = random.Next(depth < 4 ? 5 : 1); i > 0; i--)
        {
            var child = group.Add($"{"layer 層é"[random.Next(8)]}{i}");
            if (random.Next(2) == 0) child.Name = $"name {random.Next()}";
            FillRandomly(child, random, depth + 1);
        }
        for (var i = random.Next(12); i > 0; i--)
        {
            var sizes = Enumerable.Range(0, random.Next(4)).Select(_ => (long)random.Next(5)).ToArray();
            group[$"{random.Next()}{(char)('a' + random.Next(26))}{i}"] = Tensor(Types[random.Next(Types.Length)], Shape.Of(sizes),
                random.Next());
        }
    }

    internal static TensorData Tensor(DType type, Shape shape, int seed)
    {
        var random = new System.Random(seed);
        var bytes = new byte[shape.Length * type.Size()];
        random.NextBytes(bytes);
        return type switch
        {
            DType.Bool => TensorData.Of(Array.ConvertAll(bytes, b => b > 127), shape),
            DType.BFloat16 => TensorData.OfBFloat16(Cast<ushort>(), shape),
            DType.Float16 => TensorData.Of(Cast<Half>(), shape),
            DType.Float32 => TensorData.Of(Cast<float>(), shape),
            DType.Float64 => TensorData.Of(Cast<double>(), shape),
            DType.Int8 => TensorData.Of(Cast<sbyte>(), shape),
            DType.Int16 => TensorData.Of(Cast<short>(), shape),
            DType.Int32 => TensorData.Of(Cast<int>(), shape),
            DType.Int64 => TensorData.Of(Cast<long>(), shape),
            DType.UInt8 => TensorData.Of(bytes, shape),
            DType.UInt16 => TensorData.Of(Cast<ushort>(), shape),
            DType.UInt32 => TensorData.Of(Cast<uint>(), shape),
            _ => TensorData.Of(Cast<ulong>(), shape),
        };

        T[] Cast<T>() where T : unmanaged => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, T>(bytes).ToArray();
    }
}

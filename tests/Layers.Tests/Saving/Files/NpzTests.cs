using System.Globalization;
using System.Text;
using static Layers.Tests.NpzArchive;

namespace Layers.Tests;

/// <summary>Archives whose weights are NumPy arrays: plain arrays load, and pickled and malicious ones are refused.</summary>
public sealed class NpzTests
{
    private const long MostMemory = 200_000_000;

    private static readonly float[] s_kernel = [1, 2, 3, 4, 5, 6];

    private TempFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = new TempFolder();

    [TearDown]
    public void Clean() => _folder.Dispose();

    [TestCase("layers/dense/vars/")]
    [TestCase("layers/dense/")]
    public void PlainArrays_AreTheWeights(string place)
    {
        using var model = Model.Load(Archive((place + "0.npy", Floats("(3, 2)", s_kernel)), (place + "1.npy", Floats("(2,)", 7, 8))));
        Assert.That(model.Predict(new float[,] { { 1, 0, 0 }, { 0, 1, 1 } }), Is.EqualTo(new float[,] { { 8, 10 }, { 15, 18 } }));
        Assert.That(model.LoadReport!.Warnings, Is.Empty);
        Assert.That(model.LoadReport.SavingChanges, Has.Count.EqualTo(1).And.One.Contains("model.weights.h5"));
        using var other = new Sequential { new Input(3), new Dense(2) };
        Assert.That(other.LoadWeights(_folder.At("npz.keras")).Warnings, Is.Empty);
        Assert.That(Tasks.AreSame(Tasks.Weights(other), Tasks.Weights(model)));
    }

    [TestCase("'<f8'")]
    [TestCase("'>f8'")]
    [TestCase("'<f4'")]
    [TestCase("'>f4'")]
    [TestCase("'<f2'")]
    [TestCase("'<i8'")]
    [TestCase("'>i2'")]
    [TestCase("'|u1'")]
    public void EveryType_IsRead(string type)
    {
        foreach (var version in new[] { 1, 2, 3 })
        {
            var tensor = NpyArray.Read("a", Array(type, "(2, 3)", Elements(type), version));
            Assert.That(tensor.Shape.ToString(), Is.EqualTo("[2, 3]"));
            Assert.That(Mismatch.Doubles(tensor), Is.EqualTo(new double[] { 1, 2, 3, 4, 5, 6 }));
        }
    }

    [Test]
    public void AWholeModel_IsTheOneOfItsHdf5()
    {
        using var model = new Sequential(seed: 1) { new Input(3), new Dense(4),
            new Sequential(name: "inner") { new Input(4), new Dense(2), new BatchNormalization() }, new Dense(2) };
        File.WriteAllBytes(_folder.At("npz.keras"), Of(model));
        using var loaded = Model.Load(_folder.At("npz.keras"));
        Assert.That(Tasks.AreSame(Tasks.Weights(loaded), Tasks.Weights(model)));
    }

    [Test]
    public void ColumnsFirst_BecomeRows()
    {
        var tensor = NpyArray.Read("a", Array("'<f4'", "(3, 2)", Elements("'<f4'"), fortran: "True"));
        Assert.That(tensor.ToArray<float>(), Is.EqualTo(new float[] { 1, 4, 2, 5, 3, 6 }));
        var cube = NpyArray.Read("a", Array("'<f4'", "(1, 2, 3)", Elements("'<f4'"), fortran: "True"));
        Assert.That(cube.ToArray<float>(), Is.EqualTo(new float[] { 1, 3, 5, 2, 4, 6 }));
    }

    [Test]
    public void NumbersAndEmptyArrays_AreRead()
    {
        Assert.That(NpyArray.Read("a", Floats("()", 5)).Shape.Rank, Is.Zero);
        Assert.That(NpyArray.Read("a", Floats("(0, 3)")).Shape.ToString(), Is.EqualTo("[0, 3]"));
        Assert.That(NpyArray.Read("a", Array("'|b1'", "(3,)", [0, 1, 2])).ToArray<bool>(), Is.EqualTo(new[] { false, true, true }));
    }

    [Test]
    public void Pickles_AreRefused_WithTheRemedy()
    {
        // The result of numpy.savez for the dictionary that Keras gives it. The pickled program would create a file.
        var pickle = Encoding.ASCII.GetBytes("cposix\nsystem\n(S'touch pickled'\ntR.");
        var path = Archive(("layers/dense.npy", Array("'|O'", "()", pickle)), ("__root__.npy", Array("'|O'", "()", pickle)));
        Assert.That(Refused(path),
            Does.Contain("model.weights.npz").And.Contain("'layers/dense.npy' is pickled").And.Contain("model.weights.h5"));
    }

    private static readonly TestCaseData[] s_damaged =
    [
        Damaged("no array", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "does not start"),
        Damaged("version", [0x93, .. "NUMPY"u8, 9, 0, 0, 0, 0, 0], "version 9"),
        Damaged("header cut off", [0x93, .. "NUMPY"u8, 1, 0, 200, 0, (byte)'{'], "cut off"),
        Damaged("header of two gigabytes", [0x93, .. "NUMPY"u8, 2, 0, 255, 255, 255, 127, 0], "cut off"),
        Damaged("elements cut off", Floats("(3, 2)", 1, 2), "needs 24 bytes, and it has 8"),
        Damaged("elements too many", Floats("(1,)", 1, 2), "needs 4 bytes, and it has 8"),
        Damaged("a shape of 2 to the 60", Floats("(1073741824, 1073741824)"), "which is too large"),
        Damaged("a shape that is nothing and much", Floats("(0, 9000000000000000000, 9000000000000000000)"), "which is too large"),
        Damaged("a negative shape", Floats("(-1,)"), "shape is (-1,)"),
        Damaged("many axes", Floats($"({string.Concat(Enumerable.Repeat("1, ", 65))})", 1), "shape is"),
        Damaged("texts", Array("'<U3'", "(1,)", new byte[12]), "'<U3', which is not a number"),
        Damaged("a structure", Array("[('a', '<f4'), ('b', '<i4')]", "(1,)", new byte[8]), "which is not a number"),
        Damaged("a structure with objects", Array("[('a', '|O')]", "(1,)", new byte[8]), "pickled"),
        Damaged("no type", Bytes("{'fortran_order': False, 'shape': (1,), }", [0, 0, 0, 0]), "its header has no descr"),
        Damaged("two types", Bytes("{'descr': '<f4', 'descr': '<i4', 'fortran_order': False, 'shape': (1,), }", [0, 0, 0, 0]), "twice"),
        Damaged("an order", Array("'<f4'", "(1,)", [0, 0, 0, 0], fortran: "__import__('os')"), "fortran_order"),
        Damaged("no dictionary", Bytes("print()", []), "its header is not a dictionary"),
        Damaged("open brackets", Bytes("{'descr': ((((((((((", []), "its header is not a dictionary"),
    ];

    [TestCaseSource(nameof(s_damaged))]
    public void ADamagedArray_IsRefused(byte[] array, string reason) =>
        Assert.That(Refused(Archive(("layers/dense/vars/0.npy", array), ("layers/dense/vars/1.npy", Floats("(2,)", 7, 8)))),
            Does.Contain("'layers/dense/vars/0.npy'").And.Contain(reason));

    [Test]
    public void OtherFilesAndNames_AreRefused()
    {
        Assert.That(Refused(Archive(("layers/dense/vars/0.txt", [1]))), Does.Contain("'layers/dense/vars/0.txt'").And.Contain(".npy"));
        Assert.That(Refused(Archive(("kernel.npy", Floats("(1,)", 1)))), Does.Contain("'kernel'").And.Contain("is not that of a variable"));
        Assert.That(Refused(Archive(($"{string.Concat(Enumerable.Repeat("a/", 9000))}0.npy", Floats("(1,)", 1)))),
            Does.Contain("is not that of a variable"));
        Assert.That(Refused(Archive(("layers/dense/0.npy", Floats("(3, 2)", s_kernel)),
            ("layers/dense/vars/0.npy", Floats("(3, 2)", s_kernel)))), Does.Contain("'0' is already used"));
        Assert.That(Refused(Archive(("layers/dense/vars/1.npy", Floats("(2,)", 7, 8)))), Does.Contain("number 0 is not"));
        Assert.That(Refused(Archive(("layers/other/vars/0.npy", Floats("(2,)", 7, 8)))),
            Does.Contain("'layers/dense'").And.Contain("it has other"));
        Assert.That(Refused(Packed([1, 2, 3])), Does.Contain("model.weights.npz").And.Contain("zip file"));
    }

    [Test]
    public void ABomb_IsRefused_BeforeItIsUnpacked()
    {
        var zeros = new byte[40 << 20];
        var bomb = Enumerable.Range(0, 20).Select(i => ($"layers/dense/vars/{i.ToString(CultureInfo.InvariantCulture)}.npy", zeros))
            .ToArray();
        var path = Archive(bomb);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(Refused(path), Does.Contain("after decompression, which no weights have"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostMemory));
    }

    [Test]
    public void AnArrayThatShrinksMoreThanTextsDo_IsRead_WhereTheWholeFileDoesNot()
    {
        // 68 MB of zeros, as untrained weights may be, beside data that does not compress.
        const int Zeros = 17_000_000;
        var noise = SampleData.Of([400_000], DType.Float32, seed: 3).ToArray<float>();
        var tree = NpzWeights.Read(Zip([("layers/a/vars/0.npy", Floats($"({Zeros},)", new float[Zeros])),
            ("layers/b/vars/0.npy", Floats($"({noise.Length},)", noise))]));
        Assert.That(tree.Tensor("layers/a/vars/0")!.Shape.ToString(), Is.EqualTo("[17000000]"));
        Assert.That(tree.Tensor("layers/b/vars/0")!.ToArray<float>(), Is.EqualTo(noise));
    }

    [Test]
    public void TwoArraysOfOneName_AreRefused() =>
        Assert.That(Refused(Archive(("layers/dense/vars/0.npy", Floats("(3, 2)", s_kernel)),
            ("layers/dense/vars/0.npy", Floats("(3, 2)", s_kernel)))), Does.Contain("2 entries 'layers/dense/vars/0.npy'"));

    [Test]
    public void AnArchiveWithNeither_IsRefused()
    {
        using var model = new Sequential { new Input(3), new Dense(2) };
        model.Save(_folder.At("model.keras"));
        EditedArchive.EditBytes(_folder.At("model.keras"), _folder.At("none.keras"), "model.weights.h5", _ => null);
        Assert.That(Refused(_folder.At("none.keras")), Does.Contain("'model.weights.h5'").And.Contain("'model.weights.npz'"));
    }

    private static TestCaseData Damaged(string what, byte[] array, string reason) =>
        new TestCaseData(array, reason).SetArgDisplayNames(what);

    // The numbers 1 to 6.
    private static byte[] Elements(string type)
    {
        byte[] One(int i) => type[2..^1] switch
        {
            "f8" => BitConverter.GetBytes((double)i),
            "f4" => BitConverter.GetBytes((float)i),
            "f2" => BitConverter.GetBytes((Half)i),
            "i8" => BitConverter.GetBytes((long)i),
            "i2" => BitConverter.GetBytes((short)i),
            _ => [(byte)i],
        };
        return [.. Enumerable.Range(1, 6).SelectMany(i => type[1] == '>' ? One(i).Reverse() : One(i))];
    }

    private string Archive(params (string Name, byte[] Bytes)[] arrays) => Packed(Zip(arrays));

    private string Packed(byte[] npz)
    {
        using var model = new Sequential { new Input(3), new Dense(2) };
        File.WriteAllBytes(_folder.At("npz.keras"), With(model, npz));
        return _folder.At("npz.keras");
    }

    private static string Refused(string path) => Assert.Throws<InvalidDataException>(() => Model.Load(path))!.Message;
}

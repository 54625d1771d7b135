namespace Layers.Tests;

/// <summary>The memory for a file's contents is proportional to its size, even if few bytes describe the contents or names
/// repeat.</summary>
public sealed class WeightsFileMemoryTests
{
    private const int MostTimes = 40, Spare = 1 << 18;

    private static IEnumerable<TestCaseData> Files
    {
        get
        {
            yield return Case("messages without content, of one group", isRefused: false,
                file => file.Header(HostileHdf5.LinkInfo, HostileHdf5.Many(50_000, _ => HostileHdf5.Nothing)));
            yield return Case("messages without content, of many tensors", isRefused: true, file =>
            {
                var block = file.Block(HostileHdf5.Many(50_000, _ => HostileHdf5.Nothing));
                var tensors = Enumerable.Range(0, 1000).Select(_ => file.Header(HostileHdf5.Layout, HostileHdf5.Continue(block))).ToArray();
                return file.Header(HostileHdf5.LinkInfo, HostileHdf5.Many(tensors.Length, i => HostileHdf5.Link($"{i}", tensors[i])));
            });
            yield return Case("one tensor under many names", isRefused: true, file =>
            {
                var tensor = file.Header(HostileHdf5.Layout, HostileHdf5.Many(8, _ => HostileHdf5.Nothing));
                return file.Header(HostileHdf5.LinkInfo, HostileHdf5.Many(20_000, i => HostileHdf5.Link($"{i}", tensor)));
            });
            yield return Case("many names of a group in one block", isRefused: true, file =>
            {
                var tensor = file.Header(HostileHdf5.Layout);
                var block = file.Block(HostileHdf5.Many(1000, i => HostileHdf5.Link($"{i}", tensor)));
                var groups = Enumerable.Range(0, 2000).Select(_ => file.Header(HostileHdf5.LinkInfo, HostileHdf5.Continue(block)))
                    .ToArray();
                return file.Header(HostileHdf5.LinkInfo, HostileHdf5.Many(groups.Length, i => HostileHdf5.Link($"{i}", groups[i])));
            });
            yield return Case("empty groups", isRefused: false, file =>
            {
                var groups = Enumerable.Range(0, 5000).Select(_ => file.Header(HostileHdf5.LinkInfo)).ToArray();
                return file.Header(HostileHdf5.LinkInfo, HostileHdf5.Many(groups.Length, i => HostileHdf5.Link($"{i}", groups[i])));
            });
            yield return Case("texts of one byte, of one group", isRefused: true,
                file => file.Header(HostileHdf5.LinkInfo, HostileHdf5.Texts("layer_names", 60_000)));
            yield return Case("texts of one byte, of many groups", isRefused: true, file =>
            {
                var block = file.Block(HostileHdf5.Texts("layer_names", 2000));
                var groups = Enumerable.Range(0, 2000).Select(_ => file.Header(HostileHdf5.LinkInfo, HostileHdf5.Continue(block)))
                    .ToArray();
                return file.Header(HostileHdf5.LinkInfo, HostileHdf5.Many(groups.Length, i => HostileHdf5.Link($"{i}", groups[i])));
            });
            yield return Case("blocks that go on in themselves", isRefused: true, file =>
            {
                var itself = HostileHdf5.Continue((file.Next, 8 + 50_000 * 4 + 1000 * 20));
                var block = file.Block(HostileHdf5.Many(50_000, _ => HostileHdf5.Nothing), HostileHdf5.Many(1000, _ => itself));
                return file.Header(HostileHdf5.LinkInfo, HostileHdf5.Continue(block));
            });
        }
    }

    [TestCaseSource(nameof(Files))]
    public void AnyFile_TakesMemoryInProportionToItsSize(byte[] bytes, bool isRefused)
    {
        WeightsFile.Read(Hdf5Files.Written(new WeightGroup())); // the memory of the first reading is not counted
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Error(bytes);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(allocated, Is.LessThan(MostTimes * (long)bytes.Length + Spare));
        Assert.That(error, isRefused ? Is.Not.Null.And.Contains("in a cycle") : Is.Null);
    }

    [Test]
    public void ATensorUnderManyNames_IsNotReadForEach()
    {
        const int Names = 400;
        var bytes = OneTensor(Names, elements: 1 << 16, isStored: true);
        var group = WeightsFile.Read(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(group["0"].ToArray<float>(), Has.Length.EqualTo(1 << 16).And.All.EqualTo(0f));
        Assert.That(() => group.Variables(""), Throws.TypeOf<InvalidDataException>().With.Message.Contains("in a cycle"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostTimes * (long)bytes.Length));
    }

    [Test]
    public void UnwrittenElements_AreNotAllocatedForEachOfManyTensors()
    {
        var group = WeightsFile.Read(OneTensor(names: 9, elements: 10 << 20, isStored: false));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(group["0"].Shape.Length, Is.EqualTo(10 << 20));
        Assert.That(() => group.Variables(""), Throws.TypeOf<InvalidDataException>().With.Message.Contains("'1' of shape"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(64 << 20));
    }

    // Few bytes for each group or tensor, and little else: a correct file of a model with thousands of layers.
    [TestCase("layers/dropout_{0}/vars", false)]
    [TestCase("{0}", false)]
    [TestCase("{0}", true)]
    [TestCase("layers/a_long_name_of_a_model/layers/a_long_name_of_a_model_in_it/" +
        "layers/a_long_name_of_a_model_in_that/layers/dense_{0}/vars", true)]
    public void TheTightestHonestFile_IsRead(string path, bool hasTensors)
    {
        var root = new WeightGroup();
        for (var i = 0; i < 3000; i++)
        {
            var group = root.At(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, i));
            if (hasTensors) group["0"] = new double[] { i };
        }

        var read = WeightsFile.Read(Hdf5Files.Written(root));
        // the writer adds 'vars'
        Assert.That(Hdf5Files.Groups(read).Count(),
            Is.EqualTo(Hdf5Files.Groups(root).Count()).Or.EqualTo(Hdf5Files.Groups(root).Count() + 1));
        Assert.That(Hdf5Files.Tensors(read).Sum(tensor => tensor.Read().ToArray<double>()[0]), Is.EqualTo(hasTensors ? 2999 * 1500 : 0));
    }

    /// <summary>A tensor of float32 under the names 0, 1, 2, …</summary>
    private static byte[] OneTensor(int names, int elements, bool isStored)
    {
        var file = new HostileHdf5();
        var tensor = file.Header(HostileHdf5.Axis(elements), HostileHdf5.Float32,
            isStored ? HostileHdf5.At(file.Data(elements * sizeof(float))) : HostileHdf5.Layout);
        return file.File(file.Header(HostileHdf5.LinkInfo, HostileHdf5.Many(names, i => HostileHdf5.Link($"{i}", tensor))));
    }

    private static string? Error(byte[] bytes)
    {
        try
        {
            WeightsFile.Read(bytes);
            return null;
        }
        catch (InvalidDataException e)
        {
            return e.Message;
        }
    }

    private static TestCaseData Case(string name, bool isRefused, Func<HostileHdf5, long> build)
    {
        var file = new HostileHdf5();
        return new TestCaseData(file.File(build(file)), isRefused).SetArgDisplayNames(name);
    }
}

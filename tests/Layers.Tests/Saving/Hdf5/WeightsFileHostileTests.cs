using System.Buffers.Binary;
using Layers.Graphs;

namespace Layers.Tests;

/// <summary>An untrusted file gives one kind of error, in time and memory that are bounded by its own size.</summary>
public class WeightsFileHostileTests
{
    [TestCase("soft_link", "'layers'", "a soft link")]
    [TestCase("soft_link_v110", "'layers'", "a soft link")]
    [TestCase("soft_link_to_itself", "'layers'", "a soft link")]
    [TestCase("soft_link_to_itself_v110", "'layers'", "a soft link")]
    [TestCase("external_link", "'layers'", "a link to another file")]
    [TestCase("external_link_v110", "'layers'", "a link to another file")]
    [TestCase("group_in_itself", "'vars/again", "must be a tree")]
    [TestCase("group_in_itself_v110", "'vars/again", "must be a tree")]
    [TestCase("doubling", "/a/", "must be a tree")]
    [TestCase("doubling_v110", "/a/", "must be a tree")]
    public void AnInvalidTree_IsRefusedAtOnce(string name, string path, string reason) =>
        Assert.That(() => WeightsFile.Read(Hdf5Files.Bytes($"refused/{name}.h5")),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains(path).And.Message.Contains(reason));

    [TestCase("virtual", "virtual")]
    [TestCase("virtual_v110", "virtual")]
    public void AVirtualTensor_IsRefusedWhenItIsRead(string name, string reason) =>
        Assert.That(() => WeightsFile.Read(Hdf5Files.Bytes($"refused/{name}.h5")).Variables("vars"),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("'vars/0'").And.Message.Contains(reason));

    [Test]
    public void ATensorKeptInAnotherFile_IsRefused_EvenIfThatFileIsThere([Values("", "_v110")] string suffix)
    {
        var root = WeightsFile.Read(Hdf5Files.Bytes($"refused/external_data{suffix}.h5"));
        var elsewhere = Path.Combine(Environment.CurrentDirectory, "elsewhere.bin"); // as the file names it
        try
        {
            File.WriteAllBytes(elsewhere, [1, 2, 3, 4]);

            Assert.That(() => root.Variables("vars"),
                Throws.TypeOf<InvalidDataException>().With.Message.Contains("'vars/0'").And.Message.Contains("other files"));
        }
        finally
        {
            File.Delete(elsewhere);
        }
    }

    [TestCase("bomb_in_one_piece")]
    [TestCase("bomb_in_chunks")]
    [TestCase("bomb_of_one_gib")]
    [TestCase("bomb_with_a_chunk")]
    public void DeclaredDataThatIsNotStored_IsRefusedWithoutAllocation(string name)
    {
        foreach (var suffix in new[] { "", "_v110" })
        {
            var root = WeightsFile.Read(Hdf5Files.Bytes($"refused/{name}{suffix}.h5"));
            var before = GC.GetAllocatedBytesForCurrentThread();

            Assert.That(() => root.Variables("vars"),
                Throws.TypeOf<InvalidDataException>().With.Message.Contains("'vars/0'").And.Message.Contains("declares"));
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(16 << 20), suffix);
        }
    }

    [Test]
    public void AShapeThatNeedsMoreThanTheFileHas_IsRefused([Values(1 << 20, 1 << 28, 1L << 40, long.MaxValue)] long size)
    {
        var root = new WeightGroup();
        root.SetVariables("vars", [new float[] { 1, 2, 3 }]);
        var bytes = Hdf5Files.Written(root);
        Replace(bytes, [2, 1, 0, 1, 3, 0, 0, 0, 0], 4, size); // a shape of one axis, of size 3

        Assert.That(() => WeightsFile.Read(bytes).Variables("vars"),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("'vars/0'").And.Message.Contains("declares"));
    }

    [Test]
    public void AnEmptyTensor_WithSizesBeyondCounting_IsRefused()
    {
        var root = new WeightGroup();
        root.SetVariables("vars", [TensorData.Zeros(DType.Float32, [3, 5, 0])]);
        var bytes = Hdf5Files.Written(root);
        Replace(bytes, [2, 3, 0, 1, 3, 0, 0, 0, 0], 4, long.MaxValue);
        Replace(bytes, [5, 0, 0, 0, 0, 0, 0, 0, 0], 0, long.MaxValue);

        Assert.That(() => WeightsFile.Read(bytes).Variables("vars"), Throws.TypeOf<InvalidDataException>().With.Message.Contains("2 GiB"));
    }

    // Without a limit the stack would overflow, which ends the process.
    [Test]
    public void AHeaderThatContinuesInItself_IsRefused()
    {
        var bytes = Hdf5Files.Bytes("keras/mpg_adam.h5");
        var header = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(64));
        bytes[header + 16] = 16; // its first message becomes a continuation, which leads to that message
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(header + 24), header + 16);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(header + 32), 24);

        Assert.That(() => WeightsFile.Read(bytes), Throws.TypeOf<InvalidDataException>().With.Message.Contains("in a cycle"));
    }

    [Test]
    public void ATreeThatHoldsItself_IsRefused([Values(2, 200)] byte levels)
    {
        var bytes = Hdf5Files.Bytes("keras/mpg_adam.h5");
        var tree = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(80));
        bytes[tree + 5] = levels; // with itself as its child
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(tree + 32), tree);

        Assert.That(() => WeightsFile.Read(bytes),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("refers to a node of another index"));
    }

    [Test]
    public void GroupsNestedWithoutEnd_AreRefused()
    {
        var root = new WeightGroup();
        root.At(string.Join('/', Enumerable.Repeat("a", 200)));

        Assert.That(() => WeightsFile.Read(Hdf5Files.Written(root)), Throws.TypeOf<InvalidDataException>().With.Message.Contains("deep"));
    }

    // A list of any number of empty texts takes no space in the file.
    [Test]
    public void ATrillionTextsOfNoBytes_AreRefused()
    {
        var bytes = File.ReadAllBytes(Path.Combine(FileCase.Folder, "keras3", "straight.h5"));
        var type = bytes.AsSpan().IndexOf("layer_names\0\0\0\0\0\u0019\u0001"u8) + 16;
        Assert.That(type, Is.GreaterThan(16));
        bytes[type] = 0x13; // texts of a fixed size, not on the heap
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(type + 4), 0);
        var space = bytes.AsSpan(type).IndexOf((byte[])[1, 1, 1, 0, 0, 0, 0, 0]) + type;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(space + 8), 1L << 40);

        Assert.That(() => WeightsFile.Read(bytes), Throws.TypeOf<InvalidDataException>().With.Message.Contains("in a cycle"));
    }

    [Test]
    public void AFileThatIsNotHdf5_IsRefused([Values("", "P", "PK\u0003\u0004 a zip archive and not a weights file",
        "{\"json\": true}")] string text) =>
        Assert.That(() => WeightsFile.Read(System.Text.Encoding.Latin1.GetBytes(text)),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("must be HDF5"));

    [Test]
    public void AFileThatWasCutOff_IsRefusedWhereverTheCutIs([Values("keras/mpg_adam.h5", "refused/soft_link_v110.h5")] string file)
    {
        var bytes = Hdf5Files.Bytes(file);
        for (var length = 8; length < bytes.Length; length = length < 200 ? length + 1 : length + 97)
            Assert.That(() => WeightsFile.Read(bytes[..length]), Throws.TypeOf<InvalidDataException>().With.Message.Contains("cut off"),
                $"{length}");
    }

    // With any change, the outcome is a tree or this exception: no other exception, no crash, no hang.
    [Test]
    public void ADamagedFile_IsReadOrRefused([Values("keras/mpg_adam.h5", "formats/earliest.h5", "formats/v110.h5",
        "formats/v108.h5")] string file)
    {
        var whole = Hdf5Files.Bytes(file);
        var refused = 0;
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new System.Random(seed);
            var bytes = (byte[])whole.Clone();
            for (var i = random.Next(1, 40); i > 0; i--)
                // Most of the structure is text, so the change is where bytes are not 0.
                bytes[Array.FindIndex(bytes, random.Next(bytes.Length / 2), b => b != 0)] = (byte)(random.Next(3) == 0
                    ? 0xFF : random.Next(256));
            try
            {
                foreach (var (_, read) in Hdf5Files.Tensors(WeightsFile.Read(bytes)))
                    try
                    {
                        read();
                    }
                    catch (InvalidDataException)
                    {
                        refused++;
                    }
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }
        Assert.That(refused, Is.GreaterThan(50));
    }

    private static void Replace(byte[] bytes, ReadOnlySpan<byte> pattern, int offset, long value) =>
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(bytes.AsSpan().IndexOf(pattern) + offset), value);
}

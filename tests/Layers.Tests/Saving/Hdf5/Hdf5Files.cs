using System.Text.Json;
using Layers.Graphs;

namespace Layers.Tests;

/// <summary>The weights files among the fixtures, and the contents that h5py reads from them.</summary>
internal static class Hdf5Files
{
    private static string Folder { get; } = Path.Combine(Root(), "tests", "Fixtures", "hdf5");

    public static IEnumerable<string> In(string folder) =>
        Directory.GetFiles(Path.Combine(Folder, folder), "*.h5").Select(file => $"{folder}/{Path.GetFileName(file)}").Order();

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    public static JsonElement Expected(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(Path.Combine(Folder, name), ".json"))).RootElement;

    public static byte[] Written(WeightGroup root)
    {
        using var stream = new MemoryStream();
        WeightsFile.Write(root, stream);
        return stream.ToArray();
    }

    /// <summary>Returns every group below the given one with its path.</summary>
    public static IEnumerable<(string Path, WeightGroup Group)> Groups(WeightGroup group, string path = "") =>
        group.Groups.SelectMany(g => Groups(g.Value, Join(path, g.Key)).Prepend((Path: Join(path, g.Key), Group: g.Value)));

    /// <summary>Returns the path of every tensor below the given group, with a function that reads it.</summary>
    public static IEnumerable<(string Path, Func<TensorData> Read)> Tensors(WeightGroup root) =>
        Groups(root).Prepend((Path: "", Group: root)).SelectMany(g =>
            g.Group.Tensors.Select(name => (Join(g.Path, name), (Func<TensorData>)(() => g.Group[name]))));

    /// <summary>Returns the whole tree as text, with the bytes of all tensors; equal texts are equal trees, in any order.</summary>
    public static string Text(WeightGroup root) => string.Join('\n',
        Groups(root).Select(g => $"{g.Path} '{g.Group.Name}'")
            .Concat(Tensors(root).Select(t => $"{t.Path} {t.Read().Type.Name()}{t.Read().Shape} {Convert.ToHexString(t.Read().AsBytes())}"))
            .Order(StringComparer.Ordinal));

    /// <summary>Returns the elements as numbers.</summary>
    public static double[] Numbers(TensorData tensor) => tensor.Type switch
    {
        DType.Bool => [.. tensor.ToArray<bool>().Select(b => b ? 1.0 : 0)],
        DType.Int8 => Of<sbyte>(tensor),
        DType.Int16 => Of<short>(tensor),
        DType.Int32 => Of<int>(tensor),
        DType.Int64 => Of<long>(tensor),
        DType.UInt8 => Of<byte>(tensor),
        DType.UInt16 or DType.BFloat16 => Of<ushort>(tensor),
        DType.UInt32 => Of<uint>(tensor),
        DType.UInt64 => Of<ulong>(tensor),
        DType.Float16 => Of<Half>(tensor),
        DType.Float32 => Of<float>(tensor),
        _ => Of<double>(tensor),
    };

    private static double[] Of<T>(TensorData tensor) where T : System.Numerics.INumberBase<T> =>
        Array.ConvertAll(tensor.ToArray<T>(), double.CreateChecked);

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}/{name}";

    private static string Root()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Layers.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}

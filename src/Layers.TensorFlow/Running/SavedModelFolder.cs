using Google.Protobuf;
using Layers.TensorFlow.Proto;

namespace Layers.TensorFlow;

/// <summary>What can be said of a folder before, and after, the library refuses it.</summary>
internal static class SavedModelFolder
{
    // Binary, as text, and in pieces where it is larger than 2 GiB.
    private static readonly string[] s_files = ["saved_model.pb", "saved_model.pbtxt", "saved_model.cpb"];

    /// <summary>Refuses what is no folder with a SavedModel.</summary>
    public static void Require(string folder)
    {
        if (File.Exists(folder)) throw Throw.NotAFolder(folder);
        if (!Directory.Exists(folder)) throw Throw.NoFolder(folder);
        if (!Array.Exists(s_files, name => File.Exists(Path.Combine(folder, name)))) throw Throw.NotASavedModel(folder, Versions(folder));
    }

    /// <summary>Why the library did not open it, as far as the file says.</summary>
    public static InvalidDataException CannotOpen(string folder, string[] tags, string message)
    {
        try
        {
            var path = Path.Combine(folder, s_files[0]);
            if (!File.Exists(path)) return Throw.Damaged(folder, message);
            using var stream = File.OpenRead(path);
            var model = SavedModelProto.Parser.WithDiscardUnknownFields(true).ParseFrom(stream);
            var there = model.MetaGraphs.Select(meta => meta.MetaInfoDef?.Tags.ToArray() ?? []).ToArray();
            return Array.Exists(there, set => set.ToHashSet().SetEquals(tags)) ? Throw.Damaged(folder, message) : Throw.OtherTags(folder, tags, there);
        }
        catch (InvalidProtocolBufferException)
        {
            return Throw.Damaged(folder, message);
        }
    }

    // TensorFlow Serving keeps versions of a model in folders of numbers.
    private static string? Versions(string folder) =>
        Directory.EnumerateDirectories(folder).FirstOrDefault(inner => Array.Exists(s_files, name => File.Exists(Path.Combine(inner, name))));
}

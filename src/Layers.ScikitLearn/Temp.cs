namespace Layers.ScikitLearn;
internal sealed class ScikitLearnFile { public FittedObject Fitted => throw new NotSupportedException(); public static ScikitLearnFile Read(string path) => throw new NotSupportedException(path); }
internal static class Columns { public static IReadOnlyList<ColumnOf> Of(KerasTensor t) => throw new NotSupportedException(); public static KerasTensor Join(IReadOnlyList<ColumnOf> c, DTypePolicy? d) => throw new NotSupportedException(); }

namespace Layers;

/// <summary>The memory that holds a value of a row program.</summary>
internal enum RowPlace
{
    /// <summary>The program's own memory, which steps share.</summary>
    Scratch,

    /// <summary>The caller's input rows.</summary>
    Input,

    /// <summary>The caller's output rows.</summary>
    Output,
}

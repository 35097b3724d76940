// What the types must refuse.
import TimRender from 'opentim';
import WindowTimRender from 'opentim/renderer';
import TimMain from 'opentim/main';

const tim = new TimRender();

// @ts-expect-error the name is required
tim.TIMGroupCreate({ params: { create_group_param_group_type: 0 } });
// @ts-expect-error a name is a text
tim.TIMGroupCreate({ params: { create_group_param_group_name: 1 } });
// @ts-expect-error a misspelt field
tim.TIMGroupCreate({ params: { create_group_param_group_name: 'name', create_group_param_group_nam: 'name' } });
// @ts-expect-error an app id is a number
new TimRender({ sdkappid: 'mine' });
// @ts-expect-error no such method
tim.TIMGroupCreated({});
// @ts-expect-error a window takes its settings from TimMain
new WindowTimRender({ sdkappid: 1400000000 });
// @ts-expect-error a window does not own the engine
new WindowTimRender().close();
// @ts-expect-error a window, not its number
new TimMain().enable(1);

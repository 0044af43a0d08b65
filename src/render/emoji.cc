// SPDX-License-Identifier: MIT
#include "render/emoji.h"

#include <algorithm>

namespace render {

namespace {

struct Emoji {
  std::string_view code;
  std::string_view character;
};

// clang-format off
constexpr Emoji k_emoji[] = {
    {"+1", "👍"}, {"-1", "👎"}, {"100", "💯"}, {"alarm_clock", "⏰"}, {"alien", "👽"}, {"ambulance", "🚑"},
    {"anchor", "⚓"}, {"angry", "😠"}, {"apple", "🍎"}, {"arrow_down", "⬇️"}, {"arrow_left", "⬅️"},
    {"arrow_right", "➡️"}, {"arrow_up", "⬆️"}, {"art", "🎨"}, {"balloon", "🎈"}, {"ballot_box_with_check", "☑️"},
    {"bar_chart", "📊"}, {"battery", "🔋"}, {"beer", "🍺"}, {"beers", "🍻"}, {"bell", "🔔"}, {"bike", "🚲"},
    {"bird", "🐦"}, {"birthday", "🎂"}, {"blue_heart", "💙"}, {"blush", "😊"}, {"boat", "⛵"}, {"bomb", "💣"},
    {"book", "📖"}, {"bookmark", "🔖"}, {"books", "📚"}, {"boom", "💥"}, {"bow", "🙇"}, {"brain", "🧠"}, {"bread", "🍞"},
    {"briefcase", "💼"}, {"broken_heart", "💔"}, {"bug", "🐛"}, {"building_construction", "🏗️"}, {"bulb", "💡"},
    {"bus", "🚌"}, {"cactus", "🌵"}, {"cake", "🍰"}, {"calendar", "📆"}, {"camera", "📷"}, {"car", "🚗"},
    {"card_file_box", "🗃️"}, {"cat", "🐱"}, {"chart_with_downwards_trend", "📉"}, {"chart_with_upwards_trend", "📈"},
    {"check", "✔️"}, {"checkered_flag", "🏁"}, {"cherry_blossom", "🌸"}, {"christmas_tree", "🎄"}, {"clap", "👏"},
    {"clipboard", "📋"}, {"clock", "⏰"}, {"cloud", "☁️"}, {"coffee", "☕"}, {"cold_sweat", "😰"}, {"computer", "💻"},
    {"confetti_ball", "🎊"}, {"confused", "😕"}, {"construction", "🚧"}, {"construction_worker", "👷"}, {"cookie", "🍪"},
    {"cool", "🆒"}, {"copyright", "©️"}, {"cow", "🐮"}, {"credit_card", "💳"}, {"crossed_fingers", "🤞"},
    {"crown", "👑"}, {"cry", "😢"}, {"crying_cat_face", "😿"}, {"cyclone", "🌀"}, {"dancer", "💃"}, {"dart", "🎯"},
    {"date", "📅"}, {"desktop_computer", "🖥️"}, {"disappointed", "😞"}, {"dizzy", "💫"}, {"dog", "🐶"}, {"dollar", "💵"},
    {"dolphin", "🐬"}, {"door", "🚪"}, {"dove", "🕊️"}, {"dragon", "🐉"}, {"droplet", "💧"}, {"e-mail", "📧"},
    {"earth_africa", "🌍"}, {"earth_americas", "🌎"}, {"earth_asia", "🌏"}, {"egg", "🥚"}, {"elephant", "🐘"},
    {"email", "✉️"}, {"envelope", "✉️"}, {"exclamation", "❗"}, {"expressionless", "😑"}, {"eye", "👁️"},
    {"eyeglasses", "👓"}, {"eyes", "👀"}, {"facepalm", "🤦"}, {"factory", "🏭"}, {"fallen_leaf", "🍂"}, {"fearful", "😨"},
    {"file_folder", "📁"}, {"fire", "🔥"}, {"fire_extinguisher", "🧯"}, {"fireworks", "🎆"}, {"fish", "🐟"},
    {"fist", "✊"}, {"flag_white", "🏳️"}, {"flashlight", "🔦"}, {"floppy_disk", "💾"}, {"flushed", "😳"},
    {"four_leaf_clover", "🍀"}, {"fox_face", "🦊"}, {"frog", "🐸"}, {"frowning", "😦"}, {"gear", "⚙️"}, {"gem", "💎"},
    {"ghost", "👻"}, {"gift", "🎁"}, {"globe_with_meridians", "🌐"}, {"goal_net", "🥅"}, {"green_apple", "🍏"},
    {"green_book", "📗"}, {"green_circle", "🟢"}, {"green_heart", "💚"}, {"grey_question", "❔"}, {"grimacing", "😬"},
    {"grin", "😁"}, {"grinning", "😀"}, {"guitar", "🎸"}, {"hammer", "🔨"}, {"hammer_and_wrench", "🛠️"}, {"hand", "✋"},
    {"handshake", "🤝"}, {"headphones", "🎧"}, {"hear_no_evil", "🙉"}, {"heart", "❤️"}, {"heart_eyes", "😍"},
    {"heartbeat", "💓"}, {"heavy_check_mark", "✔️"}, {"heavy_minus_sign", "➖"}, {"heavy_multiplication_x", "✖️"},
    {"heavy_plus_sign", "➕"}, {"herb", "🌿"}, {"high_voltage", "⚡"}, {"hourglass", "⌛"},
    {"hourglass_flowing_sand", "⏳"}, {"house", "🏠"}, {"hugs", "🤗"}, {"hushed", "😯"}, {"inbox_tray", "📥"},
    {"information_source", "ℹ️"}, {"innocent", "😇"}, {"iphone", "📱"}, {"jack_o_lantern", "🎃"}, {"joy", "😂"},
    {"joystick", "🕹️"}, {"key", "🔑"}, {"keyboard", "⌨️"}, {"kissing_heart", "😘"}, {"label", "🏷️"}, {"laptop", "💻"},
    {"large_blue_circle", "🔵"}, {"laughing", "😆"}, {"leaves", "🍃"}, {"left_right_arrow", "↔️"}, {"lemon", "🍋"},
    {"link", "🔗"}, {"lion", "🦁"}, {"lipstick", "💄"}, {"lock", "🔒"}, {"lollipop", "🍭"}, {"loud_sound", "🔊"},
    {"loudspeaker", "📢"}, {"mag", "🔍"}, {"mag_right", "🔎"}, {"mailbox", "📫"}, {"mask", "😷"}, {"mega", "📣"},
    {"memo", "📝"}, {"metal", "🤘"}, {"microphone", "🎤"}, {"microscope", "🔬"}, {"money_mouth_face", "🤑"},
    {"moneybag", "💰"}, {"monkey", "🐒"}, {"moon", "🌔"}, {"mountain", "⛰️"}, {"movie_camera", "🎥"}, {"muscle", "💪"},
    {"mushroom", "🍄"}, {"musical_note", "🎵"}, {"necktie", "👔"}, {"nerd_face", "🤓"}, {"neutral_face", "😐"},
    {"new", "🆕"}, {"newspaper", "📰"}, {"no_entry", "⛔"}, {"no_entry_sign", "🚫"}, {"notebook", "📓"}, {"notes", "🎶"},
    {"ocean", "🌊"}, {"octopus", "🐙"}, {"ok", "🆗"}, {"ok_hand", "👌"}, {"open_book", "📖"}, {"open_file_folder", "📂"},
    {"open_mouth", "😮"}, {"orange_circle", "🟠"}, {"orange_heart", "🧡"}, {"outbox_tray", "📤"}, {"owl", "🦉"},
    {"package", "📦"}, {"page_facing_up", "📄"}, {"paintbrush", "🖌️"}, {"palm_tree", "🌴"}, {"panda_face", "🐼"},
    {"paperclip", "📎"}, {"party_popper", "🎉"}, {"partying_face", "🥳"}, {"pear", "🍐"}, {"pencil", "📝"},
    {"pencil2", "✏️"}, {"penguin", "🐧"}, {"pensive", "😔"}, {"phone", "☎️"}, {"pill", "💊"}, {"pineapple", "🍍"},
    {"pizza", "🍕"}, {"point_down", "👇"}, {"point_left", "👈"}, {"point_right", "👉"}, {"point_up", "☝️"},
    {"poop", "💩"}, {"postbox", "📮"}, {"pray", "🙏"}, {"printer", "🖨️"}, {"purple_heart", "💜"}, {"pushpin", "📌"},
    {"puzzle", "🧩"}, {"question", "❓"}, {"rabbit", "🐰"}, {"rage", "😡"}, {"rainbow", "🌈"}, {"raised_hand", "✋"},
    {"raised_hands", "🙌"}, {"recycle", "♻️"}, {"red_circle", "🔴"}, {"registered", "®️"}, {"relaxed", "☺️"},
    {"relieved", "😌"}, {"repeat", "🔁"}, {"ribbon", "🎀"}, {"robot", "🤖"}, {"rocket", "🚀"}, {"rofl", "🤣"},
    {"rose", "🌹"}, {"rotating_light", "🚨"}, {"round_pushpin", "📍"}, {"runner", "🏃"}, {"sad", "😢"},
    {"sailboat", "⛵"}, {"satellite", "📡"}, {"satisfied", "😆"}, {"scissors", "✂️"}, {"scream", "😱"}, {"scroll", "📜"},
    {"see_no_evil", "🙈"}, {"seedling", "🌱"}, {"shield", "🛡️"}, {"ship", "🚢"}, {"shrug", "🤷"}, {"skull", "💀"},
    {"sleeping", "😴"}, {"sleepy", "😪"}, {"slightly_smiling_face", "🙂"}, {"smile", "😄"}, {"smiley", "😃"},
    {"smiling_imp", "😈"}, {"smirk", "😏"}, {"snail", "🐌"}, {"snake", "🐍"}, {"snowflake", "❄️"}, {"snowman", "⛄"},
    {"sob", "😭"}, {"soccer", "⚽"}, {"sos", "🆘"}, {"space_invader", "👾"}, {"sparkle", "❇️"}, {"sparkles", "✨"},
    {"sparkling_heart", "💖"}, {"speak_no_evil", "🙊"}, {"speaker", "🔈"}, {"speech_balloon", "💬"}, {"star", "⭐"},
    {"star2", "🌟"}, {"star_struck", "🤩"}, {"stars", "🌠"}, {"stop_sign", "🛑"}, {"stopwatch", "⏱️"},
    {"strawberry", "🍓"}, {"stuck_out_tongue", "😛"}, {"stuck_out_tongue_winking_eye", "😜"}, {"sun_with_face", "🌞"},
    {"sunflower", "🌻"}, {"sunglasses", "😎"}, {"sunny", "☀️"}, {"sunrise", "🌅"}, {"sweat", "😓"},
    {"sweat_smile", "😅"}, {"tada", "🎉"}, {"taxi", "🚕"}, {"tea", "🍵"}, {"telephone", "☎️"}, {"telescope", "🔭"},
    {"test_tube", "🧪"}, {"thermometer", "🌡️"}, {"thinking", "🤔"}, {"thinking_face", "🤔"}, {"thought_balloon", "💭"},
    {"thumbsdown", "👎"}, {"thumbsup", "👍"}, {"ticket", "🎫"}, {"tiger", "🐯"}, {"toolbox", "🧰"}, {"tools", "🛠️"},
    {"tornado", "🌪️"}, {"trademark", "™️"}, {"train", "🚆"}, {"trash", "🗑️"}, {"tree", "🌳"},
    {"triangular_flag_on_post", "🚩"}, {"triangular_ruler", "📐"}, {"trophy", "🏆"}, {"truck", "🚚"}, {"tulip", "🌷"},
    {"turtle", "🐢"}, {"tv", "📺"}, {"two_hearts", "💕"}, {"umbrella", "☔"}, {"unamused", "😒"}, {"unicorn", "🦄"},
    {"unlock", "🔓"}, {"up", "🆙"}, {"upside_down_face", "🙃"}, {"v", "✌️"}, {"vertical_traffic_light", "🚦"},
    {"video_game", "🎮"}, {"volcano", "🌋"}, {"vulcan_salute", "🖖"}, {"warning", "⚠️"}, {"wastebasket", "🗑️"},
    {"watch", "⌚"}, {"watermelon", "🍉"}, {"wave", "👋"}, {"weary", "😩"}, {"whale", "🐳"}, {"wheelchair", "♿"},
    {"white_check_mark", "✅"}, {"white_flag", "🏳️"}, {"wind_face", "🌬️"}, {"wine_glass", "🍷"}, {"wink", "😉"},
    {"wolf", "🐺"}, {"world_map", "🗺️"}, {"worried", "😟"}, {"wrench", "🔧"}, {"writing_hand", "✍️"}, {"x", "❌"},
    {"yellow_circle", "🟡"}, {"yellow_heart", "💛"}, {"yum", "😋"}, {"zap", "⚡"}, {"zipper_mouth_face", "🤐"},
    {"zzz", "💤"},
};
// clang-format on

constexpr bool is_before(const Emoji& a, const Emoji& b) { return a.code < b.code; }
static_assert(std::is_sorted(std::begin(k_emoji), std::end(k_emoji), is_before));

}  // namespace

std::string_view emoji_of(std::string_view short_code) {
  const auto* found = std::lower_bound(std::begin(k_emoji), std::end(k_emoji), Emoji{short_code, {}}, is_before);
  return found != std::end(k_emoji) && found->code == short_code ? found->character : std::string_view();
}

}  // namespace render
